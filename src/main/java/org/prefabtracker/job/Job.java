package org.prefabtracker.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Term;

/**
 * A job as it is returned.
 *
 * @param done how much of the total is done: for an import the rows that are read and checked
 * @param total the exact amount of work; null until it is known
 * @param result what the request would have returned
 * @param problem why it failed, as the request would have returned it
 * @param workbook the address of the resulting workbook; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        UUID id, String kind, State state, long done, Long total, JsonNode result, JsonNode problem, String workbook) {

    /** The state of a job. Only final states are stored; a queued job with progress is running. */
    @Schema(name = "JobState")
    public enum State implements Term {
        QUEUED("排队中"),
        RUNNING("执行中"),
        DONE("已完成"),
        FAILED("失败");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /**
     * Fired within the transaction in which a job ends.
     *
     * @param personId the person who submitted it
     * @param status the HTTP status that its result or problem would have had in the request
     * @param result null where it failed
     */
    public record Ended(UUID id, long personId, Map<String, String> parameters, int status, Object result) {}

    boolean hasEnded() {
        return state == State.DONE || state == State.FAILED;
    }
}
