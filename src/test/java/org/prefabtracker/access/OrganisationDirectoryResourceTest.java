package org.prefabtracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Organisations as those find them who have to name them. */
@DatabaseTest
class OrganisationDirectoryResourceTest {

    @Inject
    Jdbi jdbi;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Cast cast;

    @BeforeEach
    void organisations() {
        cast = Cast.of(jdbi);
        jdbi.useTransaction(handle -> {
            for (OrganisationKind kind : OrganisationKind.values()) {
                handle.execute(
                        """
                        insert into organisation (id, code, name, kind, region_code)
                        values (nextval('organisation_seq'), ?, ?, ?, ?)""",
                        "DIR-" + kind + "-" + mark,
                        "名录 " + kind,
                        kind.name(),
                        kind == OrganisationKind.REGULATOR ? "32" : null);
            }
        });
    }

    @Test
    void listsCodeNameAndKindOfOrganisationsThatTakePartInProjectsOnly() {
        assertThat(cast.as(OrganisationKind.DESIGNER)
                        .get("/api/v1/directory?kind=factory&q=" + mark)
                        .asString())
                .isEqualTo("{\"items\":[{\"code\":\"DIR-FACTORY-" + mark
                        + "\",\"name\":\"名录 FACTORY\",\"kind\":\"FACTORY\"}],\"next\":null}");
        list(OrganisationKind.OWNER, "q=" + mark.toUpperCase())
                .body("items.kind", contains("CONTRACTOR", "DESIGNER", "FACTORY", "OWNER", "REVIEWER", "SUPERVISOR"));
        list(OrganisationKind.CONTRACTOR, "q=名录 factory&limit=1").body("items.kind", contains("FACTORY"));
        list(OrganisationKind.OPERATOR, "q=%25").body("items", empty());
    }

    @Test
    void isPagedByCode() {
        List<String> kinds = new ArrayList<>();
        String next = "";
        while (next != null && kinds.size() < 10) {
            JsonPath page = list(OrganisationKind.DESIGNER, "limit=4&q=" + mark + "&cursor=" + next)
                    .extract()
                    .jsonPath();
            kinds.addAll(page.getList("items.kind"));
            next = page.get("next");
        }
        assertThat(kinds).containsExactly("CONTRACTOR", "DESIGNER", "FACTORY", "OWNER", "REVIEWER", "SUPERVISOR");
    }

    @Test
    void knowsNoOtherKinds() {
        for (String kind : List.of("REGULATOR", "OPERATOR", "x")) {
            cast.as(OrganisationKind.DESIGNER)
                    .get("/api/v1/directory?kind=" + kind)
                    .then()
                    .statusCode(422)
                    .body("errors[0].parameter", equalTo("kind"));
        }
    }

    private ValidatableResponse list(OrganisationKind kind, String query) {
        return cast.as(kind)
                .urlEncodingEnabled(!query.contains("%"))
                .get("/api/v1/directory?" + query)
                .then()
                .statusCode(200);
    }
}
