package org.prefabtracker.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Term;

/**
 * An entry of the audit log: a request, or the end of a job.
 *
 * @param kind what it did, or would have done if it had not been refused
 * @param person null if the person is unknown
 * @param organisation the code of the organisation the person acted for
 * @param address the IP address it came from
 * @param region of the project, or the one the path names, at that time
 * @param change the change of one thing, a JSON Patch (RFC 6902) that tests the values it replaces
 * @param counts of the answer, where many things were sent at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        long id,
        OffsetDateTime at,
        AuditAction kind,
        Ending outcome,
        int status,
        String person,
        String organisation,
        String address,
        @JsonUnwrapped Request request,
        String project,
        String region,
        JsonNode change,
        JsonNode counts,
        String bodySha256,
        String requestId) {

    /**
     * What was sent.
     *
     * @param path and {@code query}: as sent, without passwords and tokens
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(String method, String path, String query) {}

    /** How a request ended, by the status of its answer. */
    @Schema(name = "AuditOutcome")
    public enum Ending implements Term {
        DONE("成功", 0, 399),
        REFUSED("被拒绝", 400, 499),
        FAILED("失败", 500, 599);

        private final String zh;
        final int lowest;
        final int highest;

        Ending(String zh, int lowest, int highest) {
            this.zh = zh;
            this.lowest = lowest;
            this.highest = highest;
        }

        @Override
        public String zh() {
            return zh;
        }

        static Ending of(int status) {
            return status < REFUSED.lowest ? DONE : status < FAILED.lowest ? REFUSED : FAILED;
        }
    }
}
