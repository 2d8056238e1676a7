package org.prefabtracker.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/**
 * Long work as it is answered.
 *
 * @param done how much of the total is done: of an import the rows that are read and checked
 * @param total how much there is to do, exactly; null until that is known
 * @param result what the work would have answered in the request
 * @param problem why it failed, as it would have been answered in the request
 * @param workbook the address of the workbook it ended with; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        UUID id, String kind, State state, long done, Long total, JsonNode result, JsonNode problem, String workbook) {

    /** Where a job stands; only the ends are stored, a queued one with progress is running. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * Fired within the transaction in which a job ends.
     *
     * @param personId who had asked for it
     * @param status the one its result or problem would have been answered with in the request
     * @param result null where it failed
     */
    public record Ended(UUID id, long personId, Map<String, String> parameters, int status, Object result) {}

    boolean hasEnded() {
        return state == State.DONE || state == State.FAILED;
    }
}
