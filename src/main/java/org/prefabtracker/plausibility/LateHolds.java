package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.tracking.LateEventFinder;

/** Holds that became known after the events that they would have stopped. */
@ApplicationScoped
class LateHolds implements Check {

    @Inject
    LateEventFinder lateEvents;

    @Override
    public FindingKind kind() {
        return FindingKind.LATE_HOLD;
    }

    @Override
    public boolean knows(String key) {
        return ArrivalKeys.isKey(key);
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        return lateEvents.holds(scope.project(), scope.building(), ArrivalKeys.of(key), limit).stream()
                .map(late -> new Placed(ArrivalKeys.key(late.hold().arrival()), finding(scope, late)))
                .toList();
    }

    private Finding finding(Scope scope, LateEventFinder.LateHold late) {
        LateEventFinder.Reported hold = late.hold();

        return new Finding(
                kind(),
                kind().severity(),
                new Finding.Where(hold.building(), hold.storey(), hold.component(), hold.tag()),
                late.number(),
                null,
                PlausibilityNote.HOLD_LATE.of(late.number(), hold.occurredAt(), List.copyOf(late.contradicts())),
                hold.recordedAt(),
                1L,
                List.of(new Finding.Evidence(
                        hold.component(),
                        hold.tag(),
                        hold.event(),
                        RatingLinks.events(scope.project().code(), hold.component()))),
                List.of());
    }
}
