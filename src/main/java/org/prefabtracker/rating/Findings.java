package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Note;

/**
 * Turns measurements into the findings of a rating. Pure.
 *
 * @param phases whether absences state their phase and whether they have a reason; false in the first version of the engine
 * @param links where the answers of the rating lead on to
 */
record Findings(boolean phases, Score score, Rating.Leads links) {

    /** The finding of an item. */
    Rating.Finding of(RuleSet.Item item, ItemMeasurement measured) {
        List<Note> notes = notes(measured);
        BigDecimal ratio = measured.outcome()
                .asKnown()
                .map(known ->
                        Fractions.plain(Fractions.round(known.percent(), Rating.SHOWN_DECIMALS, RoundingMode.DOWN)))
                .orElse(null);
        return new Rating.Finding(
                item.id(),
                item.name(),
                item.nameEn(),
                item.clause(),
                item.basis(),
                measured.outcome().accept(STATUS),
                measured.outcome().accept(MESSAGE),
                new Rating.Ratio(
                        Fractions.plain(measured.numerator()),
                        Fractions.plain(measured.denominator()),
                        measured.unit(),
                        ratio),
                score.items().get(item.id()),
                most(item, measured.outcome()),
                Fractions.plain(measured.tracked()),
                joints(measured.joints(), links.joints(item.id())),
                measured.declared().isEmpty()
                        ? null
                        : measured.declared().stream().map(Findings::declared).toList(),
                measured.selections().isEmpty()
                        ? null
                        : new Rating.Counting(measured.components(), measured.held(), links.components(item.id())),
                notes.isEmpty() ? null : notes);
    }

    /** An absence takes points out of the whole, so its source is noted. */
    private List<Note> notes(ItemMeasurement measured) {
        return measured.outcome()
                .asNotApplicable()
                .filter(none -> phases)
                .map(none -> {
                    List<Note> notes = new ArrayList<>(measured.notes());
                    notes.add(RatingNote.ABSENT_IN_PHASE.of(none.phase()));
                    if (none.absence().reason() == null) {
                        notes.add(RatingNote.NO_REASON.of());
                    }
                    return notes;
                })
                .orElse(measured.notes());
    }

    private static Rating.JointCounting joints(ItemMeasurement.Joints joints, String href) {
        return joints == null
                ? null
                : new Rating.JointCounting(
                        Fractions.plain(joints.adds()), joints.counting(), joints.notCounting(), joints.why(), href);
    }

    /** The most points that an item can earn with its weight; null where the weight is not known. */
    private static BigDecimal most(RuleSet.Item item, MeasurementOutcome outcome) {
        if (item.weight() == null) {
            return item.points().max();
        }
        return outcome.asKnown()
                .map(known -> Fractions.plain(Fractions.round(
                        Fractions.of(item.points().max()).multiply(known.weight()),
                        Rating.SHOWN_DECIMALS,
                        RoundingMode.HALF_UP)))
                .orElse(null);
    }

    private static Rating.Declared declared(BuildingFacts.Value value) {
        return new Rating.Declared(
                value.measure(),
                value.measure().role(),
                Fractions.plain(value.amount()),
                value.measure().unit(),
                value.phase(),
                value.source());
    }

    /** The absences of a rating, each with the items and points that leave the whole. */
    List<Rating.NotApplicable> notApplicable(RuleSet ruleSet, Map<String, MeasurementOutcome> outcomes) {
        Map<MeasurementOutcome.NotApplicable, List<RuleSet.Item>> items = new LinkedHashMap<>();
        ruleSet.items()
                .forEach(item -> outcomes.get(item.id()).asNotApplicable().ifPresent(none -> items.computeIfAbsent(
                                none, absence -> new ArrayList<>())
                        .add(item)));
        return items.entrySet().stream()
                .map(entry -> new Rating.NotApplicable(
                        entry.getKey().absence().what(),
                        entry.getKey().absence().reason(),
                        phases && entry.getKey().absence().reason() == null ? RatingNote.NO_REASON.of() : null,
                        entry.getKey().absence().evidence(),
                        phases ? entry.getKey().phase() : null,
                        entry.getValue().stream().map(RuleSet.Item::id).toList(),
                        entry.getValue().stream()
                                .map(item -> item.points().max())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .toList();
    }

    private static final MeasurementOutcome.Visitor<Rating.Status> STATUS = new MeasurementOutcome.Visitor<>() {
        @Override
        public Rating.Status known(MeasurementOutcome.Known known) {
            return Rating.Status.SCORED;
        }

        @Override
        public Rating.Status missing(MeasurementOutcome.Missing missing) {
            return Rating.Status.MISSING;
        }

        @Override
        public Rating.Status invalid(MeasurementOutcome.Invalid invalid) {
            return Rating.Status.INVALID;
        }

        @Override
        public Rating.Status notApplicable(MeasurementOutcome.NotApplicable none) {
            return Rating.Status.NOT_APPLICABLE;
        }
    };

    private static final MeasurementOutcome.Visitor<Note> MESSAGE = new MeasurementOutcome.Visitor<>() {
        @Override
        public Note known(MeasurementOutcome.Known known) {
            return null;
        }

        @Override
        public Note missing(MeasurementOutcome.Missing missing) {
            return missing.why();
        }

        @Override
        public Note invalid(MeasurementOutcome.Invalid invalid) {
            return invalid.why();
        }

        @Override
        public Note notApplicable(MeasurementOutcome.NotApplicable none) {
            return RatingNote.ABSENT.of(none.absence().what());
        }
    };
}
