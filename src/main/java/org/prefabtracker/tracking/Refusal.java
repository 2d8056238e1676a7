package org.prefabtracker.tracking;

import java.util.UUID;

/** Why a history cannot have been: the event that fails, and the one it clashes with, null where it clashes with none. */
record Refusal(UUID event, UUID clash, RefusalReason reason, String message) {}
