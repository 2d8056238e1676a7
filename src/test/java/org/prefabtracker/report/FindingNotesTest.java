package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSetReader;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.LocalizedName;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Unit;

/** The messages of findings in the language of a report, for the shipped rule sets on random buildings. */
class FindingNotesTest {

    private static final int BUILDINGS = 400;
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-04T08:00:00+08:00");

    /** An English word; IBS is the name of a standard. */
    private static final Pattern ENGLISH_WORD = Pattern.compile("\\b(?!IBS\\b|kg\\b)[A-Za-z]{2,}");

    private static final Pattern ENGLISH_SENTENCE = Pattern.compile("\\b[a-z]{2,} [a-z]{2,}\\b");

    /** The keys of texts: a report shows the texts. */
    private static final List<String> KEYS =
            ReportTextsTest.keys().filter(key -> key.contains(".")).toList();

    static Stream<Arguments> notes() {
        return Stream.of(
                of(RatingNote.ABSENT.of(AbsentFeature.What.KITCHEN), "kitchen is declared absent", "已申报无厨房"),
                of(
                        RatingNote.NOT_DECLARED.of(DeclaredQuantity.FULL_DECORATION),
                        "fullDecoration is not declared",
                        "未申报全装修"),
                of(
                        RatingNote.NONE_DECLARED.of(
                                List.of(DeclaredQuantity.ENVELOPE_AREA, DeclaredQuantity.PARTITION_AREA)),
                        "envelopeArea, partitionArea are not declared",
                        "未申报围护墙外表面总面积、内隔墙墙面总面积（单面）"),
                of(
                        RatingNote.NO_COMPONENT_AND_NO_NUMERATOR.of(List.of(DeclaredQuantity.DRY_FLOOR_AREA)),
                        "no component in the bill, and dryFloorArea not declared",
                        "构件清单中无相应构件，且未申报干式工法楼面地面面积（未跟踪部分）"),
                of(
                        RatingNote.NO_NUMERATOR.of(List.of(DeclaredQuantity.SEPARATED_PIPELINE_LENGTH)),
                        "separatedPipelineLength not declared",
                        "未申报管线分离长度"),
                of(RatingNote.MORE_THAN_TOTAL.of(), "more counts than there is", "计入量大于总量"),
                of(
                        RatingNote.MORE_THAN_TOTAL_OF.of(DeclaredQuantity.PLAN_AREA),
                        "more counts than there is: planArea",
                        "计入量大于总量：各楼层建筑平面总面积"),
                of(
                        RatingNote.ABSENT_BUT_IN_BILL.of(AbsentFeature.What.KITCHEN, 3L),
                        "kitchen is declared absent, yet 3 of its components stand in the bill",
                        "已申报无厨房，但构件清单中有3个相应构件"),
                of(
                        RatingNote.WEIGHT_UNKNOWN.of(StructuralSystem.STEEL, DeclaredQuantity.ENVELOPE_WEIGHT),
                        "the weight for a structure of STEEL is not known; declare envelopeWeight",
                        "钢结构的权重系数未知，须申报围护墙和内隔墙权重系数"),
                of(
                        RatingNote.MASS_NOT_STATED.of(3L),
                        "3 vertical members in the bill do not state their mass",
                        "构件清单中有3个竖向构件未注明质量"),
                of(
                        RatingNote.STOREY_OVERFULL.of("5", new BigDecimal("512.5"), new BigDecimal("500")),
                        "storey 5: components cover 512.5 m2 of a plan area of 500 m2",
                        "楼层 5：构件水平投影面积 512.5 m² 大于该层平面面积 500 m²"),
                of(
                        RatingNote.STOREY_OVERFULL_WITH_JOINTS.of("5", new BigDecimal("512.5"), new BigDecimal("500")),
                        "storey 5: components and joints cover 512.5 m2 of a plan area of 500 m2",
                        "楼层 5：构件和连接水平投影面积合计 512.5 m² 大于该层平面面积 500 m²"),
                of(
                        RatingNote.DESIGN_ONLY.of(DeclaredQuantity.COUNTED_STRIP_AREA),
                        "countedStripArea is declared in the design only and does not count as built",
                        "可计入的后浇带水平投影面积仅有设计阶段申报，竣工阶段不计入"),
                of(
                        RatingNote.VERTICAL_MEMBERS_IN_FULL_NONE_IN_BILL.of(StructuralSystem.STEEL),
                        "vertical members of STEEL count in full under DESIGN; none stands in the bill",
                        "设计口径下钢结构的竖向构件全部计入；构件清单中无竖向构件"),
                of(
                        RatingNote.VERTICAL_MEMBERS_BY_MASS.of(StructuralSystem.STEEL),
                        "vertical members of STEEL: by mass at the lens over mass in the bill",
                        "钢结构的竖向构件：按该口径下质量与清单总质量之比"),
                of(
                        RatingNote.CONDITION_NOT_MET.of(DeclaredQuantity.BATHROOM_FITTED),
                        "bathroomFitted is declared as not so: nothing counts",
                        "卫生间洁具设备安装到位：申报为否，不计入"),
                of(
                        RatingNote.WASTE.of(new BigDecimal("1.5"), new Unit("m3"), new BigDecimal("20")),
                        "1.5 m3 of 20 m3 in the bill is waste of installed lots (netQuantity) and counts on neither side",
                        "清单 20 m³ 中有 1.5 m³ 为已安装批次的余料（净用量以外），分子分母均不计"),
                of(
                        RatingNote.ABSENT_IN_PHASE.of(TakeOff.Phase.AS_BUILT),
                        "declared absent in the take-off of phase AS_BUILT",
                        "缺项由竣工阶段基础数据申报"),
                of(RatingNote.NO_REASON.of(), "no reason is stated", "未注明缺项原因"),
                of(
                        RatingNote.SYSTEM_TIMES_FACTOR.of(
                                new LocalizedName("预制系统", "precast"),
                                new BigDecimal("12.5"),
                                new Unit("m2"),
                                new BigDecimal("0.9")),
                        "precast: 12.5 m2 x 0.9",
                        "预制系统：12.5 m² × 0.9"));
    }

    private static Arguments of(Note note, String english, String chinese) {
        return Arguments.of(note, english, chinese);
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNoteHasAnEnglishAndAChineseText(Note note, String english, String chinese) {
        assertThat(note.in(Language.EN)).isEqualTo(english);
        assertThat(note.in(Language.ZH)).isEqualTo(chinese);
    }

    @Test
    void aChineseReportOfAnyRuleSetHasNoEnglishMessage() throws IOException {
        Set<RatingNote> seen = EnumSet.noneOf(RatingNote.class);
        Set<Rating.Status> statuses = EnumSet.noneOf(Rating.Status.class);
        for (RuleSet ruleSet : ruleSets()) {
            Random random = new Random(1);
            for (int i = 0; i < BUILDINGS; i++) {
                BuildingFacts facts = facts(random);
                // an earlier version of the engine has a message of its own
                Rating rating =
                        Rating.of(i % 10 == 0 ? 2 : Rating.ENGINE, ruleSet, facts, null, null, Rating.Leads.NOWHERE);
                findings(rating).forEach(finding -> statuses.add(finding.status()));
                List<Note> notes = notes(rating);
                notes.forEach(note -> {
                    seen.add((RatingNote) note.code());
                    assertThat(note.in(Language.ZH)).as(ruleSet.id()).doesNotContainPattern(ENGLISH_WORD);
                });
                if (i % 20 == 0) {
                    assertThat(document(report(ruleSet, facts, rating)).toString())
                            .doesNotContain(KEYS);
                    List<String> texts = texts(report(ruleSet, facts, rating));
                    notes.forEach(note -> assertThat(texts).anyMatch(text -> text.contains(note.in(Language.ZH))));
                    texts.forEach(text -> assertThat(text).as(ruleSet.id()).doesNotContainPattern(ENGLISH_SENTENCE));
                }
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(Rating.Status.values());
        assertThat(seen).containsExactlyInAnyOrder(RatingNote.values());
    }

    private static List<RuleSet> ruleSets() throws IOException {
        List<RuleSet> ruleSets = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/rulesets"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                ruleSets.add(RuleSetReader.readChecked(Files.readString(file)));
            }
        }
        return ruleSets;
    }

    private static Stream<Rating.Finding> findings(Rating rating) {
        return rating.groups().stream().flatMap(group -> group.items().stream());
    }

    private static List<Note> notes(Rating rating) {
        return findings(rating)
                .flatMap(finding -> Stream.concat(
                        Stream.ofNullable(finding.message()),
                        finding.notes() == null ? Stream.of() : finding.notes().stream()))
                .toList();
    }

    private static Report report(RuleSet ruleSet, BuildingFacts facts, Rating rating) {
        return new Report(
                new Project(1, 1, "P", "楼", "320115", 1),
                facts.building(),
                "江苏省 320115",
                ruleSet,
                rating,
                Map.of(),
                List.of(rating),
                facts.takeOffs(),
                new Report.Fingerprint("a".repeat(64), "b".repeat(64), null),
                NOW,
                null,
                NOW);
    }

    private static Document document(Report report) {
        return ReportComposer.of(report, Language.ZH, 100);
    }

    /** The paragraphs of the Chinese report. */
    private static List<String> texts(Report report) {
        return document(report).chapters().stream()
                .flatMap(chapter -> chapter.blocks().stream())
                .filter(Document.Text.class::isInstance)
                .map(block -> ((Document.Text) block).text())
                .toList();
    }

    private static BuildingFacts facts(Random random) {
        List<Building.Storey> storeys = IntStream.range(0, 3)
                .mapToObj(i -> new Building.Storey(
                        Integer.toString(i),
                        i == 0 ? StoreyKind.BASEMENT : StoreyKind.ABOVE_GROUND,
                        random.nextInt(3) == 0 ? null : amount(random)))
                .toList();
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.RESIDENTIAL,
                any(random, StructuralSystem.values()),
                2,
                BigDecimal.TEN,
                null,
                null,
                null,
                storeys);
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs = new EnumMap<>(TakeOff.Phase.class);
        for (TakeOff.Phase phase : TakeOff.Phase.values()) {
            if (random.nextInt(5) > 0) {
                takeOffs.put(phase, takeOff(random, phase));
            }
        }
        return new BuildingFacts(
                building,
                any(random, Lens.values()),
                LocalDate.of(2026, 5, 4),
                IntStream.range(0, random.nextInt(6)).mapToObj(i -> lot(random)).toList(),
                takeOffs,
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> joint(random, i))
                        .toList());
    }

    private static TakeOff.Declared takeOff(Random random, TakeOff.Phase phase) {
        int mostly = 1 + random.nextInt(8);
        Map<String, JsonNode> measures = new HashMap<>();
        for (DeclaredQuantity measure : DeclaredQuantity.values()) {
            if (random.nextInt(8) < mostly) {
                measures.put(
                        measure.key(),
                        measure.role() == DeclaredQuantity.Role.FACT
                                ? BooleanNode.valueOf(random.nextBoolean())
                                : DecimalNode.valueOf(
                                        measure.role() == DeclaredQuantity.Role.INPUT && random.nextInt(3) == 0
                                                ? BigDecimal.ZERO
                                                : amount(random)));
            }
        }
        List<AbsentFeature> absent = Arrays.stream(AbsentFeature.What.values())
                .filter(what -> random.nextInt(4) == 0)
                .map(what -> new AbsentFeature(what, random.nextBoolean() ? null : "无", null))
                .toList();
        absent.forEach(each -> each.what().measures().forEach(measure -> measures.remove(measure.key())));
        return new TakeOff.Declared(phase, measures, Map.of(), absent, 1, NOW, "operator");
    }

    private static BuildingFacts.Lot lot(Random random) {
        Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            if (random.nextInt(3) > 0) {
                amounts.put(quantity, new BuildingFacts.Amount(amount(random), 1, 0));
            }
        }
        BigDecimal waste = random.nextInt(3) == 0 ? new BigDecimal("0.25") : BigDecimal.ZERO;
        return new BuildingFacts.Lot(
                Integer.toString(random.nextInt(3)),
                1 + random.nextInt(3),
                List.of(new BuildingFacts.Line(
                        any(random, Category.values()),
                        random.nextBoolean() ? Set.of() : EnumSet.allOf(Feature.class),
                        random.nextBoolean(),
                        amounts,
                        amount(random),
                        random.nextInt(4) == 0 ? 1 : 0,
                        amount(random),
                        new ComponentFact.Waste(waste, waste, waste),
                        Material.values()[amounts.size() % Material.values().length])));
    }

    private static JointFact joint(Random random, int number) {
        Set<Category> all = EnumSet.allOf(Category.class);
        return new JointFact(
                "J-" + number,
                any(random, JointKind.values()),
                Integer.toString(1 + random.nextInt(2)),
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.TEN,
                amount(random),
                amount(random),
                false,
                List.of(
                        new JointFact.Joined("C-1", all, JointFact.Seen.COUNTS),
                        new JointFact.Joined("C-2", all, JointFact.Seen.COUNTS)));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static BigDecimal amount(Random random) {
        return new BigDecimal(List.of("0.3", "1", "2.50", "40", "300", "6000").get(random.nextInt(6)));
    }
}
