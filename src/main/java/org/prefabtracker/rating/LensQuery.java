package org.prefabtracker.rating;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;

/** The lens as a query parameter. A resource takes it as a {@code @BeanParam}. */
public class LensQuery {

    @Parameter(description = "Which components count; DESIGN by default")
    @Takes(Lens.class)
    @QueryParam("lens")
    String lens;

    /**
     * The lens; DESIGN by default.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where it names no lens
     */
    public Lens lens() {
        Lens chosen = QueryParams.choice(Lens.class, "lens", lens);
        return chosen == null ? Lens.DESIGN : chosen;
    }
}
