package org.prefabtracker.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * A file of components-catalog/: standard specs as reviewable text, one per row; columns are named like the fields of a spec.
 *
 * @param former the text of the issue that was loaded last, empty if there is none; rows that are in it unchanged are skipped
 */
record CatalogueFile(String name, String text, String former, ObjectMapper json, Validator validator)
        implements RowSource<Spec> {

    private static final Set<String> QUANTITIES =
            Arrays.stream(Quantity.values()).map(Quantity::key).collect(Collectors.toSet());
    private static final Set<String> NUMBERS = Set.of("lengthMm", "widthMm", "heightMm");
    /** Fields that are optional for a spec of a user and required for a standard spec. */
    private static final List<String> REQUIRED = List.of("standard", "edition", "basis", "dataBasis", "dataNote");

    @Override
    public void read(Consumer<Spec> consumer, Violations violations) {
        Set<Map<String, String>> known =
                rows(former).stream().map(CSVRecord::toMap).collect(Collectors.toSet());
        for (CSVRecord row : rows(text)) {
            Spec spec = known.contains(row.toMap()) ? null : spec(row, violations);
            if (spec != null) {
                consumer.accept(row.getRecordNumber() + 1, spec);
            }
        }
    }

    private static List<CSVRecord> rows(String text) {
        try (CSVParser rows = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setNullString("")
                .get()
                .parse(new StringReader(text))) {
            return rows.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ErrorLocation place(long line, String field) {
        return new ErrorLocation.Cell(
                name, (int) line, null, field == null ? null : field.replaceFirst("^quantities\\.", ""));
    }

    /** The spec of a row; null where it has violations. */
    private Spec spec(CSVRecord row, Violations violations) {
        long before = violations.total();
        long line = row.getRecordNumber() + 1;
        ObjectNode spec = json.createObjectNode().put("status", Spec.Status.RELEASED.name());
        ObjectNode quantities = spec.putObject("quantities");
        Map<String, String> values = row.toMap();
        for (String column : REQUIRED) {
            if (values.get(column) == null) {
                violations.add(place(line, column), null, Violation.REQUIRED, "required for a standard spec");
            }
        }
        values.values().removeIf(Objects::isNull);
        values.forEach((column, value) -> {
            if (QUANTITIES.contains(column) || NUMBERS.contains(column)) {
                number(line, column, value, QUANTITIES.contains(column) ? quantities : spec, violations);
            } else if (column.equals("features")) {
                Arrays.stream(value.split(" ")).forEach(spec.withArray(column)::add);
            } else if (column.equals("externalCodes")) {
                Arrays.stream(value.split(";"))
                        .map(code -> code.split("=", 2))
                        .forEach(code -> spec.withObject("/externalCodes").put(code[0], code[code.length - 1]));
            } else {
                spec.put(column, value);
            }
        });
        if (violations.total() > before) {
            return null;
        }
        try {
            Spec read = json.treeToValue(spec, Spec.class);
            for (ConstraintViolation<Spec> violation : validator.validate(read)) {
                String field =
                        ValidatingBodyReader.isOfTheWhole(violation) ? null : ValidatingBodyReader.field(violation);
                violations.add(ValidatingBodyReader.violation(violation, place(line, field)));
            }
            return violations.total() > before ? null : read;
        } catch (JsonProcessingException e) {
            String column = e instanceof JsonMappingException mapping
                            && !mapping.getPath().isEmpty()
                    ? mapping.getPath().get(0).getFieldName()
                    : null;
            String value = column == null || !row.isMapped(column) ? null : row.get(column);
            violations.add(place(line, column), value, Violation.UNKNOWN_VALUE, "not a valid " + column);
            return null;
        }
    }

    private void number(long line, String column, String value, ObjectNode into, Violations violations) {
        try {
            into.put(column, new BigDecimal(value));
        } catch (NumberFormatException notANumber) {
            violations.add(place(line, column), value, Violation.WRONG_TYPE, "expected a number");
        }
    }
}
