package org.prefabtracker.access;

import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;

/** Which organisations take part in a project, and as what. */
@DatabaseTest
class ProjectPartyResourceTest {

    @Inject
    Jdbi jdbi;

    private Cast cast;

    @BeforeEach
    void cast() {
        cast = Cast.of(jdbi);
    }

    private Api as(OrganisationKind kind) {
        return Api.as(() -> cast.as(kind));
    }

    @Test
    void refusesAReviewerThatAlsoDesigns() {
        as(OrganisationKind.DESIGNER)
                .put("/api/v1/projects/OWN/parties/CAST-DESIGNER", null, "{\"kinds\": [\"DESIGNER\", \"REVIEWER\"]}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/kinds"));
    }

    @Test
    void refusesAPartThatDoesNotFitTheOrganisation() {
        for (String wrong : List.of(
                "CAST-REGULATOR DESIGNER 404",
                "operator DESIGNER 404",
                "CAST-SUPERVISOR SUPERVISOR,FACTORY 422",
                "CAST-SUPERVISOR DESIGNER 422",
                "CAST-FACTORY REVIEWER 422",
                "CAST-CONTRACTOR CONTRACTOR,OWNER 422")) {
            String[] words = wrong.split(" ");
            as(OrganisationKind.OWNER)
                    .put(
                            "/api/v1/projects/OWN/parties/" + words[0],
                            null,
                            "{\"kinds\": [\"" + words[1].replace(",", "\", \"") + "\"]}")
                    .statusCode(Integer.parseInt(words[2]));
        }
    }

    @Test
    void refusesToRemoveTheOnlyOwner() {
        as(OrganisationKind.OWNER)
                .delete("/api/v1/projects/OWN/parties/CAST-OWNER")
                .statusCode(409);
    }

    @Test
    void onlyAnOwnerChangesTheOwners() {
        String parties = "/api/v1/projects/OWN/parties/";
        as(OrganisationKind.DESIGNER).delete(parties + "CAST-OWNER").statusCode(403);
        as(OrganisationKind.DESIGNER)
                .put(parties + "CAST-OWNER", null, "{\"kinds\": [\"DESIGNER\"]}")
                .statusCode(403);
        as(OrganisationKind.DESIGNER)
                .put(parties + "CAST-DESIGNER", null, "{\"kinds\": [\"DESIGNER\", \"OWNER\"]}")
                .statusCode(422);
        jdbi.useHandle(handle -> Cast.organisation(handle, "ANOTHER-OWNER", OrganisationKind.OWNER));
        as(OrganisationKind.DESIGNER)
                .put(parties + "ANOTHER-OWNER", null, "{\"kinds\": [\"OWNER\"]}")
                .statusCode(403);
        as(OrganisationKind.OWNER)
                .put(parties + "CAST-OWNER", null, "{\"kinds\": [\"OWNER\", \"CONTRACTOR\"]}")
                .statusCode(200);
        as(OrganisationKind.OWNER)
                .put(parties + "CAST-OWNER", null, "{\"kinds\": [\"OWNER\"]}")
                .statusCode(200);
    }
}
