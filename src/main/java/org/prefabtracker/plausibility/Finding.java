package org.prefabtracker.plausibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.prefabtracker.shared.message.Note;

/**
 * Something that cannot be, or hardly can.
 *
 * @param where null where it is not about one place alone
 * @param subject what it is about: a rule set's item, a lot, a serial number, a certificate, a spec, a hold, a category
 * @param message in plain words; names nothing of other projects
 * @param since when it became known; null where that is not told by single records
 * @param pieces how many pieces it rests on; null where it rests on none
 * @param evidence the first of what it rests on
 * @param elsewhere the codes of other projects it has to do with, the first of them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Finding(
        FindingKind kind,
        Severity severity,
        @JsonUnwrapped Where where,
        String subject,
        Figures figures,
        Note message,
        OffsetDateTime since,
        Long pieces,
        List<Evidence> evidence,
        List<String> elsewhere) {

    /** The place in the bill it is about, as far as it is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Where(String building, String storey, String component, String tag) {}

    /** What would have been expected, what was found instead, and the unit of both. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figures(BigDecimal expected, BigDecimal found, String unit) {

        /** Without zeros at the end. */
        static Figures of(BigDecimal expected, BigDecimal found, String unit) {
            return new Figures(plain(expected), plain(found), unit);
        }

        private static BigDecimal plain(BigDecimal number) {
            if (number == null) {
                return null;
            }
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** A piece or an event of it, and where it is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(String component, String tag, UUID event, String href) {}

    /** How much evidence and how many other projects a finding lists. */
    static final int LISTED = 10;
}
