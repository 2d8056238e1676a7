package org.prefabtracker.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;

/**
 * What of an event is compared with other events, in columns of its own; null where it is not said. Numbers that people give
 * are compared after NFKC and trimming, their first {@value #LONGEST} characters.
 *
 * @param step of a STEP
 * @param certificate of a QC_PASS
 * @param lot {@code records.batch} of a CAST: the batch of concrete the piece was cast in
 * @param lotVolumeM3 {@code records.concreteVolumeM3} of a CAST: the concrete of the whole lot, above 0
 * @param serial {@code serial} in {@code records} or {@code values} of a STEP or QC_PASS: the maker's number of the piece
 */
record IndexedEventFields(String step, String certificate, String lot, BigDecimal lotVolumeM3, String serial) {

    private static final int LONGEST = 100;
    private static final String CAST = "CAST";
    private static final IndexedEventFields NONE = new IndexedEventFields(null, null, null, null, null);

    static IndexedEventFields of(EventInput row) {
        return switch (row.type()) {
            case STEP -> {
                boolean cast = row.step().equals(CAST);
                yield new IndexedEventFields(
                        row.step(),
                        null,
                        cast ? text(said(row.records(), "batch")) : null,
                        cast ? volume(said(row.records(), "concreteVolumeM3")) : null,
                        serial(row));
            }
            case QC_PASS -> new IndexedEventFields(null, tidied(row.certificate()), null, null, serial(row));
            default -> NONE;
        };
    }

    private static String serial(EventInput row) {
        String recorded = text(said(row.records(), "serial"));
        return recorded != null ? recorded : text(said(row.values(), "serial"));
    }

    private static JsonNode said(JsonNode object, String key) {
        return object == null ? null : object.get(key);
    }

    private static String text(JsonNode said) {
        return said != null && (said.isTextual() || said.isNumber()) ? tidied(said.asText()) : null;
    }

    private static BigDecimal volume(JsonNode said) {
        return said != null && said.isNumber() && said.decimalValue().signum() > 0 ? said.decimalValue() : null;
    }

    private static String tidied(String text) {
        String tidied = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (tidied.codePointCount(0, tidied.length()) > LONGEST) {
            tidied = tidied.substring(0, tidied.offsetByCodePoints(0, LONGEST)).strip();
        }
        return tidied.isEmpty() ? null : tidied;
    }
}
