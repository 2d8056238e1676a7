package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.rating.Links;
import org.prefabtracker.tracking.LateReports;

/** Holds that became known after what they would have stopped. */
@ApplicationScoped
class LateHolds implements Check {

    @Inject
    LateReports reports;

    @Override
    public Kind kind() {
        return Kind.LATE_HOLD;
    }

    @Override
    public boolean knows(String key) {
        return Arrivals.isKey(key);
    }

    @Override
    public List<Placed> after(Handle handle, Scope scope, String key, int limit) {
        return reports.holds(handle, scope.project(), scope.building(), Arrivals.of(key), limit).stream()
                .map(late -> new Placed(Arrivals.key(late.hold().arrival()), finding(scope, late)))
                .toList();
    }

    private Finding finding(Scope scope, LateReports.LateHold late) {
        LateReports.Reported hold = late.hold();
        String stopped = late.contradicts().stream().map(Enum::name).collect(Collectors.joining(", "));
        return new Finding(
                kind(),
                kind().severity(),
                new Finding.Where(hold.building(), hold.storey(), hold.component(), hold.tag()),
                late.number(),
                null,
                "hold " + late.number() + " of " + hold.occurredAt() + " became known after " + stopped
                        + ", which it would have stopped",
                hold.recordedAt(),
                1L,
                List.of(new Finding.Evidence(
                        hold.component(),
                        hold.tag(),
                        hold.event(),
                        Links.events(scope.project().code(), hold.component()))),
                List.of());
    }
}
