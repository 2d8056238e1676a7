package org.prefabtracker.share;

import jakarta.ws.rs.core.UriBuilder;
import org.prefabtracker.project.StructuralSystem;

/** The addresses of the lists behind the figures of a share. */
final class ShareLinks {

    private static final String SHARE = "/api/v1/regions/{region}/share";

    private ShareLinks() {}

    static String buildings(String region, int year, ShareBasis basis, StructuralSystem structure) {
        UriBuilder builder = UriBuilder.fromPath(SHARE + "/buildings")
                .queryParam("year", year)
                .queryParam("lens", basis);
        return (structure == null ? builder : builder.queryParam("structure", structure))
                .build(region)
                .toString();
    }

    static String declared(String region, int year) {
        return UriBuilder.fromPath(SHARE + "/declared")
                .queryParam("year", year)
                .build(region)
                .toString();
    }
}
