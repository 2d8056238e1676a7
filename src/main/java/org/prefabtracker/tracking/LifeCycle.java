package org.prefabtracker.tracking;

import static org.prefabtracker.component.PieceStage.ACCEPTED;
import static org.prefabtracker.component.PieceStage.DELIVERED;
import static org.prefabtracker.component.PieceStage.DESIGNED;
import static org.prefabtracker.component.PieceStage.INSTALLED;
import static org.prefabtracker.component.PieceStage.IN_PRODUCTION;
import static org.prefabtracker.component.PieceStage.PRODUCED;
import static org.prefabtracker.component.PieceStage.RELEASED;
import static org.prefabtracker.component.PieceStage.SCRAPPED;
import static org.prefabtracker.component.PieceStage.SHIPPED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.component.PieceStage;

/** At which stages of a piece events are possible (domain: the life of a piece). */
final class LifeCycle {

    private static final Set<PieceStage> LIVE = EnumSet.range(RELEASED, ACCEPTED);

    private static final Map<EventType, Set<PieceStage>> STAGES = new EnumMap<>(EventType.class);

    static {
        EnumSet.complementOf(EnumSet.of(EventType.VOID)).forEach(type -> STAGES.put(type, stages(type)));
    }

    private LifeCycle() {}

    /** Whether an event of a type is possible for a piece at a stage, as far as the stage alone decides; not for a VOID. */
    static boolean allows(EventType type, PieceStage stage) {
        return STAGES.get(type).contains(stage);
    }

    private static Set<PieceStage> stages(EventType type) {
        return switch (type) {
            case RELEASE -> EnumSet.of(DESIGNED);
            case STEP -> EnumSet.of(RELEASED, IN_PRODUCTION);
            case SEND_OUT, TAKE_BACK -> EnumSet.of(IN_PRODUCTION, PRODUCED);
            case QC_FAIL, HOLD, UNHOLD, SCRAP -> LIVE;
            case QC_PASS -> EnumSet.of(RELEASED, IN_PRODUCTION, PRODUCED, DELIVERED);
            case REWORK -> EnumSet.of(IN_PRODUCTION, PRODUCED);
            case SHIP -> EnumSet.of(PRODUCED);
            case STORE -> EnumSet.range(IN_PRODUCTION, DELIVERED);
            case RECEIVE -> EnumSet.of(SHIPPED);
            case RETURN -> EnumSet.of(SHIPPED, DELIVERED);
            case EXCHANGE -> EnumSet.range(RELEASED, DELIVERED);
            case INSTALL -> EnumSet.of(DELIVERED);
            case CONNECT, REMOVE -> EnumSet.of(INSTALLED, ACCEPTED);
            case ACCEPT -> EnumSet.of(INSTALLED);
            case WITNESS -> EnumSet.range(DESIGNED, SCRAPPED);
            case VOID -> throw new IllegalArgumentException("a VOID is not part of a history");
        };
    }
}
