package org.prefabtracker.tracking;

import java.util.UUID;

/** Why a history is impossible: the event that fails, and the event that it clashes with, if any. */
record Refusal(UUID event, UUID clash, RefusalReason reason, String message) {}
