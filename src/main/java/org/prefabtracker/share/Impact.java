package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Term;

/**
 * The impact of a draft on the buildings of a region, compared with their present rating.
 *
 * @param buildings the number of buildings
 * @param compared the number of buildings with a result both before and after; all figures but {@code notCompared} are of
 *     these
 * @param notCompared the numbers of the others, by reason
 * @param before by the rule set in force, or the one compared with
 * @param after by the draft
 * @param nowQualify the number and floor area of buildings that qualify by the draft only
 * @param noLongerQualify the number and floor area of buildings that qualify without the draft only
 * @param gradeChanges the numbers of buildings that change their grade, no grade included
 * @param distribution the number of buildings in each band of ten percent
 */
public record Impact(
        long buildings,
        long compared,
        List<NotCompared> notCompared,
        Side before,
        Side after,
        Counted nowQualify,
        Counted noLongerQualify,
        List<GradeChange> gradeChanges,
        List<Band> distribution) {

    private static final int BANDS = 10;
    private static final int BAND = 10;

    /** Why a building is not compared. */
    @Schema(name = "NotComparedReason")
    public enum Reason implements Term {
        /** No rule set is in force for it. */
        NO_RULE_SET("无适用规则"),
        /** The rule set in force for it is unknown to this application. */
        UNKNOWN_RULE_SET("适用规则未收录"),
        /** Under ACCEPTED: its completion is not accepted. */
        NOT_COMPLETED("未竣工验收"),
        /** The rule set compared with has no result, because a value is not declared. */
        NOT_COMPUTED_BEFORE("对比规则缺少数据"),
        /** The draft has no result, because a value is not declared. */
        NOT_COMPUTED_AFTER("草案缺少数据");

        private final String zh;

        Reason(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** Buildings and their floor area. */
    @Schema(name = "BuildingCount")
    public record Counted(long buildings, BigDecimal floorAreaM2) {
        static final Counted NONE = new Counted(0, BigDecimal.ZERO);

        Counted and(Row row) {
            return new Counted(buildings + 1, floorAreaM2.add(row.floorAreaM2()));
        }
    }

    /** The number of buildings that are not compared for a reason. */
    @Schema(name = "NotComparedBuildings")
    public record NotCompared(Reason reason, long buildings) {}

    /**
     * The results of the compared buildings by one rule set.
     *
     * @param meanPercent the mean of the percent of the buildings; null without any
     * @param incomplete the number of buildings with impossible data, which cannot qualify
     * @param grades the number of buildings of each grade
     */
    @Schema(name = "ImpactSide")
    public record Side(Counted qualify, BigDecimal meanPercent, long incomplete, Map<String, Long> grades) {}

    /** The number of buildings that change from one grade to another; null is no grade. */
    public record GradeChange(String before, String after, long buildings) {}

    /** The number of buildings whose percent is in a band, its beginning included; the last band has no end. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PercentBand")
    public record Band(int from, Integer to, long before, long after) {}

    /** The result of one rule set for a building; without a percent there is no result. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImpactRating")
    public record Verdict(
            String ruleSet, BigDecimal percent, Boolean qualifies, String grade, boolean incomplete, Note missing) {}

    /**
     * The results of a building before and after.
     *
     * @param before null where no rule set rates it
     * @param reason why it is not compared; null where it is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImpactOnBuilding")
    public record Row(
            String project,
            String building,
            String name,
            String region,
            StructuralSystem structure,
            LocalDate startedOn,
            BigDecimal floorAreaM2,
            Lens lens,
            Verdict before,
            Verdict after,
            Reason reason) {

        String key() {
            return project + "/" + building;
        }

        boolean nowQualifies() {
            return reason == null && !qualifies(before) && qualifies(after);
        }

        boolean noLongerQualifies() {
            return reason == null && qualifies(before) && !qualifies(after);
        }

        private static boolean qualifies(Verdict verdict) {
            return Boolean.TRUE.equals(verdict.qualifies());
        }
    }

    /** Sums rows one by one and keeps none of them. */
    static final class Sum {
        private long buildings;
        private long compared;
        private final Map<Reason, Long> notCompared = new TreeMap<>();
        private final SideSum before = new SideSum();
        private final SideSum after = new SideSum();
        private Counted nowQualify = Counted.NONE;
        private Counted noLongerQualify = Counted.NONE;
        private final Map<String, GradeChange> gradeChanges = new TreeMap<>();

        void add(Row row) {
            buildings++;
            if (row.reason() != null) {
                notCompared.merge(row.reason(), 1L, Long::sum);
                return;
            }
            compared++;
            before.add(row, row.before());
            after.add(row, row.after());
            nowQualify = row.nowQualifies() ? nowQualify.and(row) : nowQualify;
            noLongerQualify = row.noLongerQualifies() ? noLongerQualify.and(row) : noLongerQualify;
            String from = row.before().grade();
            String to = row.after().grade();
            if (from == null ? to != null : !from.equals(to)) {
                gradeChanges.merge(
                        from + " > " + to,
                        new GradeChange(from, to, 1),
                        (all, one) -> new GradeChange(from, to, all.buildings() + 1));
            }
        }

        Impact result() {
            List<Band> bands = new ArrayList<>();
            for (int i = 0; i <= BANDS; i++) {
                bands.add(new Band(i * BAND, i == BANDS ? null : (i + 1) * BAND, before.bands[i], after.bands[i]));
            }
            return new Impact(
                    buildings,
                    compared,
                    notCompared.entrySet().stream()
                            .map(entry -> new NotCompared(entry.getKey(), entry.getValue()))
                            .toList(),
                    before.side(compared),
                    after.side(compared),
                    nowQualify,
                    noLongerQualify,
                    gradeChanges.values().stream()
                            .sorted(Comparator.comparing(GradeChange::buildings)
                                    .reversed()
                                    .thenComparing(change -> change.before() + " " + change.after()))
                            .toList(),
                    bands);
        }
    }

    private static final class SideSum {
        private Counted qualify = Counted.NONE;
        private BigDecimal percent = BigDecimal.ZERO;
        private long incomplete;
        private final Map<String, Long> grades = new TreeMap<>();
        private final long[] bands = new long[BANDS + 1];

        void add(Row row, Verdict verdict) {
            qualify = Row.qualifies(verdict) ? qualify.and(row) : qualify;
            percent = percent.add(verdict.percent());
            incomplete += verdict.incomplete() ? 1 : 0;
            if (verdict.grade() != null) {
                grades.merge(verdict.grade(), 1L, Long::sum);
            }
            bands[Math.min(BANDS, verdict.percent().intValue() / BAND)]++;
        }

        Side side(long compared) {
            return new Side(
                    qualify,
                    compared == 0 ? null : percent.divide(BigDecimal.valueOf(compared), 2, RoundingMode.HALF_UP),
                    incomplete,
                    grades);
        }
    }
}
