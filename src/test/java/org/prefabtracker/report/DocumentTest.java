package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.report.Document.Column;
import org.prefabtracker.report.Document.Fact;
import org.prefabtracker.report.Document.Row;
import org.prefabtracker.report.Document.Table;

class DocumentTest {

    private static List<String> column(Column column, String... numbers) {
        return new Table(
                        List.of(column),
                        Stream.of(numbers)
                                .map(number -> Row.of(new BigDecimal(number)))
                                .toList())
                .rows().stream()
                        .map(row -> ((BigDecimal) row.cells().get(0)).toPlainString())
                        .toList();
    }

    @Test
    void zeroIsWrittenOneWayWhateverItWasComputedFrom() {
        assertThat(column(Column.values("v", 10), "0", "0.00", "0E-8", "0E+3", "1.50"))
                .containsExactly("0", "0", "0", "0", "1.50");
        assertThat(column(Column.text("t", 10), "0.00", "0E-8")).containsExactly("0", "0");
        assertThat(new Fact("f", new BigDecimal("0.000")).value()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void amongComparableNumbersZeroHasTheirDecimals() {
        assertThat(column(Column.numbers("n", 10), "0", "1.5", "2")).containsExactly("0.0", "1.5", "2.0");
    }
}
