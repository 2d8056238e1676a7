package org.prefabtracker.shared.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.prefabtracker.shared.message.Note;

/**
 * Something unlikely in a request that was stored all the same.
 *
 * @param place where it is
 * @param code stable, UPPER_SNAKE
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Warning(@JsonUnwrapped ErrorLocation place, String code, Note message) {

    /** A warning whose code is that of its message. */
    public static Warning of(ErrorLocation place, Note message) {
        return new Warning(place, message.code().name(), message);
    }
}
