package org.prefabtracker.advice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.Measured.MissingDataPolicy;
import org.prefabtracker.rating.ruleset.Percent;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSet.SourceConfidence;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.rating.ruleset.Settings.GradeGapPolicy;

/** Small rule sets of declared ratios, and buildings for them. */
final class MadeUp {

    /** Numerator and denominator, a pair for each item. */
    static final List<List<DeclaredQuantity>> SIDES = List.of(
            List.of(DeclaredQuantity.ENVELOPE_NON_MASONRY_OTHER, DeclaredQuantity.ENVELOPE_AREA),
            List.of(DeclaredQuantity.SEPARATED_PIPELINE_LENGTH, DeclaredQuantity.PIPELINE_LENGTH),
            List.of(DeclaredQuantity.KITCHEN_DRY_AREA, DeclaredQuantity.KITCHEN_AREA),
            List.of(DeclaredQuantity.BATHROOM_DRY_AREA, DeclaredQuantity.BATHROOM_AREA));

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-04T08:00:00+08:00");

    private MadeUp() {}

    static RuleSet shipped(String file) {
        try (var stream = RuleSet.class.getResourceAsStream("/rulesets/" + file)) {
            return RuleSets.standalone(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuleSet.Item item(int number, Points points) {
        String id = "i" + number;
        return new RuleSet.Item(
                id,
                id,
                id,
                "1",
                SourceConfidence.VERIFIED,
                number == 2 ? AbsentFeature.What.KITCHEN : null,
                false,
                null,
                new Measured.Ratio(
                        null,
                        List.of(SIDES.get(number).get(0)),
                        List.of(),
                        SIDES.get(number).get(1),
                        MissingDataPolicy.ZERO,
                        null,
                        null,
                        false),
                points);
    }

    static RuleSet.Group group(String id, String max, List<RuleSet.Item> items) {
        return new RuleSet.Group(
                id, id, id, "1", SourceConfidence.VERIFIED, new BigDecimal(max), null, new ArrayList<>(items));
    }

    static Settings settings(Integer scoreDecimals, Settings.TieRounding ties, Settings.Steps steps) {
        return new Settings(
                ties,
                Settings.RatioRounding.NONE,
                scoreDecimals,
                2,
                GradeGapPolicy.LOWER_GRADE,
                false,
                Settings.CompositeVertical.BY_CONCRETE,
                Set.of(StoreyKind.ABOVE_GROUND),
                steps);
    }

    static RuleSet ruleSet(
            Settings settings,
            List<RuleSet.Group> groups,
            Percent percent,
            List<Prerequisite> prerequisites,
            RuleSet.GradeRequires gradeRequires,
            List<RuleSet.Grade> grades) {
        return new RuleSet(
                "made-up",
                "n",
                "n",
                "d",
                "CN",
                new RuleSet.Validity(LocalDate.EPOCH, null, null, null),
                "u",
                Set.of(BuildingUse.PUBLIC),
                settings,
                groups,
                percent,
                prerequisites,
                gradeRequires,
                grades,
                List.of());
    }

    /** A building of 100 of everything, of which so much counts; null: it does not have the thing. */
    static BuildingFacts facts(BigDecimal... counts) {
        Map<String, JsonNode> measures = new HashMap<>();
        List<AbsentFeature> absent = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == null) {
                absent.add(new AbsentFeature(AbsentFeature.What.KITCHEN, null, null));
            } else {
                measures.put(SIDES.get(i).get(0).key(), DecimalNode.valueOf(counts[i]));
                measures.put(SIDES.get(i).get(1).key(), DecimalNode.valueOf(BigDecimal.valueOf(100)));
            }
        }
        return facts(measures, absent);
    }

    static BuildingFacts facts(Map<String, JsonNode> measures, List<AbsentFeature> absent) {
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.PUBLIC,
                StructuralSystem.CONCRETE,
                1,
                BigDecimal.TEN,
                null,
                null,
                null,
                null);
        TakeOff.Declared design =
                new TakeOff.Declared(TakeOff.Phase.DESIGN, measures, Map.of(), absent, 1, null, "designer");
        return new BuildingFacts(
                building, Lens.DESIGN, LocalDate.EPOCH, List.of(), Map.of(TakeOff.Phase.DESIGN, design), List.of());
    }

    static Advice advise(RuleSet ruleSet, BuildingFacts facts, Target target) {
        return new AdviceBuilder(RatingState.of(ruleSet, facts), target)
                .advice(Rating.of(ruleSet, facts, NOW, null, Rating.Leads.NOWHERE), NOW);
    }
}
