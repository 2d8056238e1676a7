package org.prefabtracker.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prefabtracker.catalogue.Category;

/**
 * What becomes of the new events of one piece: an event is applied if the piece's history with it refuses nothing.
 * They are tried all together first, then one by one in the order in which they happened, until nothing more applies.
 *
 * @param history what the piece amounts to afterwards
 * @param refused the refusal of each event that was not applied, by its id
 */
record Decision(History history, Map<UUID, History.Refusal> refused) {

    static Decision decide(List<Happened> stored, List<Happened> incoming, Category category) {
        List<Happened> kept = new ArrayList<>(stored);
        kept.addAll(incoming);
        History.Replay together = History.replay(kept, category);
        if (together.possible()) {
            return new Decision(together.history(), Map.of());
        }
        kept = new ArrayList<>(stored);
        List<Happened> waiting = inOrder(stored, incoming);
        Map<UUID, History.Refusal> refused = new HashMap<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Iterator<Happened> next = waiting.iterator(); next.hasNext(); ) {
                Happened event = next.next();
                kept.add(event);
                History.Replay replay = History.replay(kept, category);
                if (replay.possible()) {
                    next.remove();
                    refused.remove(event.id());
                    progress = true;
                } else {
                    kept.remove(kept.size() - 1);
                    refused.put(event.id(), naming(event, replay.refusal()));
                }
            }
        }
        return new Decision(History.replay(kept, category).history(), refused);
    }

    /** What takes back first, the latest target before the earlier ones it may rest on; then as it happened. */
    private static List<Happened> inOrder(List<Happened> stored, List<Happened> incoming) {
        Map<UUID, Integer> places = new HashMap<>();
        for (Happened event : History.ordered(stored)) {
            places.put(event.id(), places.size());
        }
        List<Happened> order = new ArrayList<>(incoming.stream()
                .filter(event -> event.type() == EventType.VOID)
                .sorted(Comparator.comparing((Happened event) -> places.getOrDefault(event.voids(), -1))
                        .reversed())
                .toList());
        order.addAll(History.ordered(incoming.stream()
                .filter(event -> event.type() != EventType.VOID)
                .toList()));
        return order;
    }

    private static History.Refusal naming(Happened event, History.Refusal refusal) {
        return refusal.event().equals(event.id())
                ? refusal
                : new History.Refusal(
                        event.id(),
                        refusal.event(),
                        refusal.code(),
                        "event " + refusal.event() + " rests on it or on what was before: " + refusal.message());
    }
}
