package org.prefabtracker.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;

/**
 * The fields of an event that are compared with other events and stored in columns; null where they are not stated. Texts are
 * normalised (NFKC), trimmed and cut to {@value #LONGEST} characters.
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
                        cast ? text(value(row.records(), "batch")) : null,
                        cast ? volume(value(row.records(), "concreteVolumeM3")) : null,
                        serial(row));
            }
            case QC_PASS -> new IndexedEventFields(null, tidied(row.certificate()), null, null, serial(row));
            default -> NONE;
        };
    }

    private static String serial(EventInput row) {
        String recorded = text(value(row.records(), "serial"));
        return recorded != null ? recorded : text(value(row.values(), "serial"));
    }

    private static JsonNode value(JsonNode object, String key) {
        return object == null ? null : object.get(key);
    }

    private static String text(JsonNode value) {
        return value != null && (value.isTextual() || value.isNumber()) ? tidied(value.asText()) : null;
    }

    private static BigDecimal volume(JsonNode value) {
        return value != null && value.isNumber() && value.decimalValue().signum() > 0 ? value.decimalValue() : null;
    }

    private static String tidied(String text) {
        String tidied = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (tidied.codePointCount(0, tidied.length()) > LONGEST) {
            tidied = tidied.substring(0, tidied.offsetByCodePoints(0, LONGEST)).strip();
        }
        return tidied.isEmpty() ? null : tidied;
    }
}
