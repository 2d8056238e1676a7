package org.prefabtracker.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.shared.persistence.SqlColumns;

/** The rules on quantities are the same in the enums, in the generated SQL and in the view component_quantity. */
@DatabaseTest
class ComponentSqlTest {

    private static final BigDecimal PLAN = new BigDecimal("2");
    private static final BigDecimal FACE = new BigDecimal("3");

    @Inject
    Jdbi jdbi;

    @Test
    void enumsGeneratedSqlAndTheViewAgreeOnEveryCategory() {
        new SmallProject("CSQ").building("1#", 3);
        bill("CSQ", "M2");
        Map<Category, BigDecimal> amounts = new HashMap<>();
        Map<Category, Boolean> exterior = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select v.category, v.exterior, c.amount from component c
                        join project p on p.id = c.project_id and p.code = 'CSQ'
                        join component_quantity v on v.project_id = c.project_id and v.id = c.id and v.part_ordinal = 0""")
                .map((rs, context) -> {
                    Category category = Category.valueOf(rs.getString("category"));
                    amounts.put(category, rs.getBigDecimal("amount"));
                    exterior.put(category, rs.getBoolean("exterior"));
                    return category;
                })
                .list());
        for (Category category : Category.values()) {
            assertThat(amounts.get(category))
                    .as("amount of " + category)
                    .isEqualByComparingTo(category.measuredByFace() ? FACE : PLAN);
            assertThat(exterior.get(category)).as("exterior of " + category).isEqualTo(category.exteriorByDefault());
        }
    }

    @Test
    void totalsOfOwnAndOfSpecQuantitiesAreThoseOfTheView() {
        new SmallProject("CSQ2").building("1#", 3);
        bill("CSQ2", "PIECE");
        operator().store("/api/v1/projects/CSQ2/components", """
                {"components": [
                  {"code": "own", "building": "1#", "storey": "1", "spec": "CSQ-PIECE-SLAB", "count": 4,
                   "quantities": {"concreteVolumeM3": 7, "massKg": 17500}},
                  {"code": "lot", "building": "1#", "storey": "1", "spec": "CSQ-PIECE-SLAB", "count": 3}]}""");
        String totals = Arrays.stream(Quantity.values())
                .map(quantity -> ComponentSql.total(quantity) + " as " + quantity.column())
                .collect(Collectors.joining(", "));
        List<String> differing = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select t.code from (
                          select c.project_id, c.id, c.code, %s from component c
                          join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision) as t
                        join project p on p.id = t.project_id and p.code like 'CSQ%%'
                        join component_quantity v on v.project_id = t.project_id and v.id = t.id and v.part_ordinal = 0
                        where %s""".formatted(totals, SqlColumns.differ(Quantity.COLUMNS, "t", "v")))
                        .mapTo(String.class)
                        .list());
        assertThat(differing).isEmpty();
    }

    /** A component of every category, of specs per piece or per square metre. */
    private static void bill(String project, String basis) {
        for (Category category : Category.values()) {
            operator().store("/api/v1/specs", """
                    {"code": "CSQ-%1$s-%2$s", "name": "n", "category": "%2$s", "material": "CONCRETE", "status": "RELEASED",
                     "basis": "%1$s", "quantities": {"concreteVolumeM3": 0.5, "massKg": 1250}}""".formatted(basis, category));
        }
        operator()
                .store(
                        "/api/v1/projects/" + project + "/components",
                        Arrays.stream(Category.values())
                                .map(category -> """
                                {"code": "%2$s", "building": "1#", "storey": "1", "spec": "CSQ-%1$s-%2$s",
                                 "quantities": {"planAreaM2": %3$s, "faceAreaM2": %4$s}}""".formatted(basis, category, PLAN, FACE))
                                .collect(Collectors.joining(",", "{\"components\": [", "]}")));
    }
}
