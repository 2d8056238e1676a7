package org.prefabtracker.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * Long work as it is answered.
 *
 * @param total how much there is to do; null until that is known
 * @param result what the work would have answered in the request
 * @param problem why it failed, as it would have been answered in the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(UUID id, String kind, State state, long done, Long total, JsonNode result, JsonNode problem) {

    /** Where a job stands; only the ends are stored, a queued one with progress is running. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }
}
