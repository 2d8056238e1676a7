package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.shared.message.Term;

/**
 * How far a group of components has come. The fields by which is not grouped are null. The amounts of a stage include those of
 * later stages.
 *
 * @param planned all components that are not cancelled; of a factory those released to it
 * @param owed planned and not produced by the last day of the query
 * @param held live pieces with an open hold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        String building,
        String storey,
        Category category,
        String mark,
        LocalDate day,
        Amounts planned,
        Amounts produced,
        Amounts shipped,
        Amounts delivered,
        Amounts installed,
        Amounts accepted,
        Amounts owed,
        Amounts held) {

    /** A query that makes more groups is refused. */
    static final int MAX_GROUPS = 10_000;

    /** What to group by. */
    public enum By implements Term {
        BUILDING("单体建筑"),
        STOREY("楼层"),
        CATEGORY("类别"),
        MARK("构件号"),
        DAY("日期");

        private final String zh;

        By(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** Amounts: a lot counts as its count of pieces; of a module that states no quantity itself, the quantities of its parts. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Amounts(
            long pieces,
            BigDecimal concreteVolumeM3,
            BigDecimal massKg,
            BigDecimal planAreaM2,
            BigDecimal faceAreaM2,
            BigDecimal interiorAreaM2) {

        static final Amounts NONE = new Amounts(0, null, null, null, null, null);

        Amounts without(Amounts other) {
            return new Amounts(
                    pieces - other.pieces,
                    minus(concreteVolumeM3, other.concreteVolumeM3),
                    minus(massKg, other.massKg),
                    minus(planAreaM2, other.planAreaM2),
                    minus(faceAreaM2, other.faceAreaM2),
                    minus(interiorAreaM2, other.interiorAreaM2));
        }

        private static BigDecimal minus(BigDecimal all, BigDecimal part) {
            return all == null || part == null ? all : all.subtract(part);
        }
    }

    /** A query; null where a filter is not given. */
    record Question(Set<By> by, String factory, LocalDate from, LocalDate to) {}
}
