package org.prefabtracker.tracking;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Conditions on events in SQL, generated from the rules that Java states. */
public final class EventSql {

    private EventSql() {}

    /** The condition that a VOID takes the event {@code alias} back; {@link HistoryOrder#voided} is the same in Java. */
    public static String isVoided(String alias) {
        return """
                exists (select from event v where v.project_id = %1$s.project_id and v.piece_id = %1$s.piece_id
                  and v.type = '%2$s' and v.content::jsonb->>'voids' = %1$s.event_id::text)""".formatted(alias, EventType.VOID.name());
    }

    /** The condition that the event {@code alias} counts: no VOID takes it back. */
    public static String counts(String alias) {
        return "not " + isVoided(alias);
    }

    /** The condition that the event {@code alias} is of one of some types. */
    static String isOf(String alias, EventType... types) {
        return Arrays.stream(types)
                .map(type -> "'" + type.name() + "'")
                .collect(Collectors.joining(", ", alias + ".type in (", ")"));
    }
}
