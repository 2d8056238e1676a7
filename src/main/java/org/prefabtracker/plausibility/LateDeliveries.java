package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.tracking.LateEventFinder;

/** Pieces whose installation was recorded before the delivery in their current history. */
@ApplicationScoped
class LateDeliveries implements Check {

    @Inject
    LateEventFinder lateEvents;

    @Override
    public FindingKind kind() {
        return FindingKind.INSTALLED_BEFORE_DELIVERED;
    }

    @Override
    public boolean knows(String key) {
        return ArrivalKeys.isKey(key);
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        return lateEvents.deliveries(scope.project(), scope.building(), ArrivalKeys.of(key), limit).stream()
                .map(late -> new Placed(ArrivalKeys.key(late.install().arrival()), finding(scope, late)))
                .toList();
    }

    private Finding finding(Scope scope, LateEventFinder.LateDelivery late) {
        LateEventFinder.Reported install = late.install();
        OffsetDateTime since = late.deliveries().values().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String href = RatingLinks.events(scope.project().code(), install.component());
        return new Finding(
                kind(),
                kind().severity(),
                new Finding.Where(install.building(), install.storey(), install.component(), install.tag()),
                null,
                null,
                PlausibilityNote.INSTALLED_BEFORE_DELIVERY.of(install.occurredAt()),
                since,
                1L,
                Stream.concat(
                                Stream.of(install.event()),
                                late.deliveries().keySet().stream().sorted())
                        .map(event -> new Finding.Evidence(install.component(), install.tag(), event, href))
                        .toList(),
                List.of());
    }
}
