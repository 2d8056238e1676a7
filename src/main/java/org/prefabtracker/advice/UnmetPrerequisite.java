package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.shared.message.Note;

/** Describes a prerequisite that is not met; empty for the percent, which is part of the target. */
record UnmetPrerequisite(RatingState state) implements Prerequisite.Visitor<Optional<Advice.First>> {

    @Override
    public Optional<Advice.First> groupAtLeast(Prerequisite.GroupAtLeast group) {
        BigDecimal has = state.score().groups().get(group.group());

        return Optional.of(first(
                group,
                AdviceNote.GROUP_BELOW_MINIMUM.of(Fractions.plain(has), Fractions.plain(group.atLeast())),
                state.rooms().stream()
                        .filter(room -> room.group().equals(group.group()))
                        .map(room -> room.item().id())
                        .toList()));
    }

    @Override
    public Optional<Advice.First> itemEarned(Prerequisite.ItemEarned item) {
        return Optional.of(first(item, AdviceNote.ITEM_EARNS_NOTHING.of(item.item()), List.of(item.item())));
    }

    @Override
    public Optional<Advice.First> percentAtLeast(Prerequisite.PercentAtLeast percent) {
        return Optional.empty();
    }

    private static Advice.First first(Prerequisite unmet, Note message, List<String> items) {
        return new Advice.First(
                Advice.Why.PREREQUISITE, unmet.id(), unmet.name(), unmet.nameEn(), unmet.clause(), message, items);
    }
}
