package org.prefabtracker.access;

import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class OrganisationResourceTest {

    @Test
    void refusesARegulatorOfAnUnknownRegion() {
        operator().post("/api/v1/organisations", """
                        {"code": "NO-REGION", "name": "n", "kind": "REGULATOR", "regionCode": "99"}""").statusCode(422).body("errors[0].pointer", equalTo("/regionCode"));
        operator().post("/api/v1/organisations", """
                        {"code": "NATION", "name": "n", "kind": "REGULATOR", "regionCode": "CN"}""").statusCode(201);
    }
}
