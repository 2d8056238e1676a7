package org.prefabtracker.shared.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnnestRowsTest {

    private record Storey(String code, Long id, List<String> names) {}

    private static final UnnestRows<Storey> CODES =
            UnnestRows.<Storey>columns().text("code", Storey::code).bigint("id", Storey::id);

    @Test
    void makesATypedUnnestOfItsColumns() {
        assertThat(CODES.names()).isEqualTo("code, id");
        assertThat(CODES.as("s")).isEqualTo("unnest(:row_code::text[], :row_id::bigint[]) as s (code, id)");
    }

    @Test
    void joinsArraysOfTextsAndSplitsThemInSql() {
        assertThat(CODES.texts("names", Storey::names).as("s"))
                .isEqualTo(
                        "(select code, id, case when names = '' then '{}' else string_to_array(names, chr(31)) end as names"
                                + " from unnest(:row_code::text[], :row_id::bigint[], :row_names::text[]) as u (code, id, names)) as s");
    }

    @Test
    void readsTheValuesOfARowInTheOrderOfTheColumns() {
        Storey storey = new Storey("5", 7L, List.of("a"));
        assertThat(CODES.values(storey)).containsExactly("5", 7L);
        assertThat(CODES.<List<Storey>>of(storeys -> storeys.get(0)).values(List.of(storey)))
                .containsExactly("5", 7L);
    }
}
