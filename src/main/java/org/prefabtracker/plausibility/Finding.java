package org.prefabtracker.plausibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Note;

/**
 * Something in the records of a project that is impossible or unlikely.
 *
 * @param where null where the finding is not about a single place
 * @param subject an item of a rule set, a lot, a serial number, a certificate, a spec, a hold or a category
 * @param message names nothing of other projects
 * @param since when it became known; null where no single record decides that
 * @param pieces the number of pieces concerned; null where there are none
 * @param evidence the first pieces and events that prove it
 * @param elsewhere the codes of the first other projects concerned
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

    /** The same with its time in a time zone. */
    Finding in(ZoneId zone) {
        return since == null
                ? this
                : new Finding(
                        kind,
                        severity,
                        where,
                        subject,
                        figures,
                        message,
                        since.atZoneSameInstant(zone).toOffsetDateTime(),
                        pieces,
                        evidence,
                        elsewhere);
    }

    /** A place in the bill. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Where(String building, String storey, String component, String tag) {}

    /** The expected and the actual figure, and their unit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FindingFigures")
    public record Figures(BigDecimal expected, BigDecimal found, String unit) {

        /** Makes figures without trailing zeros. */
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

    /** A piece or one of its events, and the address that shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FindingEvidence")
    public record Evidence(String component, String tag, UUID event, String href) {

        /** What an address shows. */
        static Evidence at(String href) {
            return new Evidence(null, null, null, href);
        }
    }

    /** The greatest number of pieces of evidence and of other projects in a finding. */
    static final int LISTED = 10;
}
