package org.prefabtracker.rating;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A constructed case of GB/T 51129-2017: ratios in percent by item, null where absent, and what must come out. */
record GoldenVector(
        String id,
        String structure,
        Map<String, BigDecimal> ratios,
        boolean decorated,
        Map<String, BigDecimal> groups,
        BigDecimal absent,
        BigDecimal percent,
        boolean qualifies,
        String grade) {

    static List<GoldenVector> all() {
        try (Reader file = new InputStreamReader(
                GoldenVector.class.getResourceAsStream("/golden/cn-gbt-51129-2017.csv"), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(file).stream()
                    .map(GoldenVector::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenVector of(CSVRecord row) {
        Map<String, BigDecimal> ratios = new LinkedHashMap<>();
        for (String item : List.of("q1a", "q1b", "q2a", "q2b", "q2c", "q2d", "q3a", "q3b", "q3c", "q3d")) {
            ratios.put(item, row.get(item).equals("n/a") ? null : new BigDecimal(row.get(item)));
        }
        Map<String, BigDecimal> groups = new LinkedHashMap<>();
        for (String group : List.of("Q1", "Q2", "Q3")) {
            groups.put(group, new BigDecimal(row.get(group)));
        }
        return new GoldenVector(
                row.get("id"),
                row.get("structure"),
                ratios,
                row.get("decoration").equals("yes"),
                groups,
                new BigDecimal(row.get("Q4")),
                new BigDecimal(row.get("percent")),
                row.get("qualifies").equals("yes"),
                row.get("grade").isEmpty() ? null : row.get("grade"));
    }

    @Override
    public String toString() {
        return id;
    }
}
