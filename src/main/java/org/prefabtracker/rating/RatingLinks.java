package org.prefabtracker.rating;

import jakarta.ws.rs.core.UriBuilder;
import java.time.OffsetDateTime;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.Lens;

/** Builds the links of ratings. */
public final class RatingLinks {

    private static final String PROJECT = "/api/v1/projects/{project}";

    private RatingLinks() {}

    /**
     * The lists of components and joints that count in the items of a rating.
     *
     * @param asOf and {@code knownAt}: the moment of the rating, where the caller asks for one
     */
    record Evidence(
            String project, String building, String ruleSet, Lens lens, OffsetDateTime asOf, OffsetDateTime knownAt)
            implements Rating.Leads {
        @Override
        public String components(String item) {
            return at(
                    UriBuilder.fromUri(UriBuilder.fromPath(
                                    PROJECT + "/buildings/{building}/ratings/{ruleSet}/items/{item}/components")
                            .queryParam("lens", lens)
                            .build(project, building, ruleSet, item)),
                    asOf,
                    knownAt);
        }

        @Override
        public String joints(String item) {
            return at(
                    UriBuilder.fromUri(UriBuilder.fromPath(PROJECT + "/buildings/{building}/joints")
                            .queryParam("ruleSet", ruleSet)
                            .queryParam("item", item)
                            .queryParam("lens", lens)
                            .queryParam("counts", true)
                            .build(project, building)),
                    asOf,
                    knownAt);
        }
    }

    /** @param asOf and {@code knownAt}: the moment of the rating, where the caller asks for one, else null */
    public static String rating(
            String project, String building, String ruleSet, Lens lens, OffsetDateTime asOf, OffsetDateTime knownAt) {
        return at(UriBuilder.fromUri(rating(project, building, ruleSet, lens)), asOf, knownAt);
    }

    private static String at(UriBuilder link, OffsetDateTime asOf, OffsetDateTime knownAt) {
        if (asOf != null) {
            link.queryParam("asOf", asOf.toInstant());
        }
        if (knownAt != null) {
            link.queryParam("knownAt", knownAt.toInstant());
        }
        return link.build().toString();
    }

    public static String rating(String project, String building, String ruleSet, Lens lens) {
        return UriBuilder.fromPath(PROJECT + "/buildings/{building}/ratings/{ruleSet}")
                .queryParam("lens", lens)
                .build(project, building, ruleSet)
                .toString();
    }

    /** The path of the take-off of a building in a phase. */
    public static String takeOff(String project, String building, TakeOff.Phase phase) {
        return UriBuilder.fromPath(PROJECT + "/buildings/{building}/take-off")
                .queryParam("phase", phase)
                .build(project, building)
                .toString();
    }

    /** The path of the history of a component. */
    public static String events(String project, String component) {
        return UriBuilder.fromPath(PROJECT + "/components/{component}/events")
                .build(project, component)
                .toString();
    }
}
