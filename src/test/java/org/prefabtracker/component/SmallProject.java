package org.prefabtracker.component;

import static org.prefabtracker.Api.operator;

/** A new project in region 320115, with the residential buildings and the bill that a test names. */
public final class SmallProject {

    private final String path;

    public SmallProject(String code) {
        path = "/api/v1/projects/" + code;
        operator().post("/api/v1/projects", """
                        {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(code)).statusCode(201);
    }

    /** A released spec of a concrete slab; every call for a code has the same quantities. */
    public SmallProject slab(String spec, String quantities) {
        operator().store("/api/v1/specs", """
                {"code": "%s", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {%s}}""".formatted(spec, quantities));
        return this;
    }

    public SmallProject building(String code, int storeys) {
        operator().post(path + "/buildings", """
                        {"code": "%s", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": %d,
                         "floorAreaM2": 1500}""".formatted(code, storeys)).statusCode(201);
        return this;
    }

    /** Registers components, each a JSON object. */
    public SmallProject bill(String... components) {
        operator()
                .post(path + "/components", "{\"components\": [" + String.join(",", components) + "]}")
                .statusCode(200);
        return this;
    }
}
