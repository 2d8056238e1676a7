package org.prefabtracker.rating;

import jakarta.ws.rs.BeanParam;
import java.time.Clock;
import org.prefabtracker.shared.time.AsOf;
import org.prefabtracker.shared.time.BitemporalPoint;

/** The query parameters of a rating: the lens and the moment. A resource takes it as a {@code @BeanParam}. */
public class RatingQuery extends LensQuery {

    @BeanParam
    AsOf asOf;

    /**
     * The moment; without parameters {@link BitemporalPoint#NOW}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where a parameter is not a moment of the past
     */
    public BitemporalPoint moment(Clock clock) {
        return asOf.moment(clock.getZone(), clock.instant());
    }
}
