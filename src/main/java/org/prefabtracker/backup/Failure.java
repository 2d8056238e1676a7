package org.prefabtracker.backup;

/** A command ends without its result; the message is a sentence for the user, the code the exit code of the process. */
final class Failure extends RuntimeException {

    /** Wrong arguments. */
    static final int MISUSED = 2;
    /** Refused before anything was done. */
    static final int REFUSED = 3;
    /** The backup is incomplete or was changed. */
    static final int CHANGED = 4;
    /** Begun and not completed; nothing of it is left. */
    static final int BROKEN_OFF = 5;

    private final int code;

    Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
