package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * Applies all changes, in their order, to the components of a building one by one and sums up the result, so that a building of
 * any size fits into the memory. Pure; every violation is collected.
 */
final class Scenario {

    /** The most components that all changes together may add. */
    private static final int MOST_ADDED = 100_000;

    /** The most pairs of a change and a component that are looked at: about a second's work. */
    private static final int MOST_LOOKS = 10_000_000;

    /** Facts of a component that a rating does not need: quantities of its own, and the installed count of a lot. */
    record Background(boolean ownQuantities, BigDecimal built, Quantities totals) {}

    /** A change with the spec and the components that it names, and its effect so far. */
    private static final class Step {
        final int index;
        final ScenarioChange change;
        Spec spec;
        Selection selection;
        long components;
        long made;
        long ownQuantities;
        long held;

        Step(int index, ScenarioChange change) {
            this.index = index;
            this.change = change;
        }

        ErrorLocation place(String field) {
            return ErrorLocation.pointer("changes", index, field);
        }

        WhatIf.Applied applied() {
            return new WhatIf.Applied(index, WhatIf.kind(change), components, made, ownQuantities, held);
        }
    }

    /** A step that adds components. */
    private record Addition(Step step, ScenarioChange.Add add, Set<String> storeys) {}

    private final Lens lens;
    private final Map<String, Background> backgrounds;
    private final Violations violations;
    private final ScenarioSpecs specs;
    private final List<Step> steps = new ArrayList<>();
    /** Of the steps that name components, by their codes; and the others. Both in their order. */
    private final Map<String, List<Step>> stepsOfCode = new HashMap<>();

    private final List<Step> stepsOfAny = new ArrayList<>();
    private long looks;
    private final List<Addition> additions = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> there = new HashSet<>();
    private final LotAggregator lots = new LotAggregator();
    private final Joining joining;

    /**
     * @param changes as they were sent; fields that could not be read are null, and then no component may be taken
     * @param catalogue every revision of the specs that the changes name, the first one first
     * @param backgrounds by code, of the components that have any
     * @param joints the current joints of the building
     */
    Scenario(
            List<ScenarioChange> changes,
            Building building,
            Lens lens,
            Map<SpecReference, List<Spec>> catalogue,
            Map<String, Background> backgrounds,
            List<JointFact> joints,
            Violations violations) {
        this.lens = lens;
        this.backgrounds = backgrounds;
        this.joining = new Joining(joints);
        this.violations = violations;
        this.specs = new ScenarioSpecs(catalogue, violations);
        for (int i = 0; i < changes.size(); i++) {
            Step step = new Step(i, changes.get(i));
            if (step.change != null) {
                step.change.accept(new Resolution(step, building));
            }
            steps.add(step);
            file(step);
        }
    }

    private void file(Step step) {
        if (step.selection == null) {
            return;
        }
        if (step.selection.namesComponents()) {
            step.selection.codes().forEach(code -> stepsOfCode
                    .computeIfAbsent(code, c -> new ArrayList<>())
                    .add(step));
        } else {
            stepsOfAny.add(step);
        }
    }

    /** The steps that may select a component, in their order. */
    private List<Step> stepsOf(String code) {
        List<Step> named = stepsOfCode.get(code);
        if (named == null) {
            return stepsOfAny;
        }
        return Stream.concat(stepsOfAny.stream(), named.stream())
                .sorted(Comparator.comparingInt(step -> step.index))
                .toList();
    }

    private void look() {
        looks++;
        if (looks > MOST_LOOKS) {
            violations.add(
                    new ErrorLocation.Pointer("/changes"),
                    steps.size(),
                    Violation.OUT_OF_RANGE,
                    "the building has too many components for so many changes; name the components of a change, or send fewer");
            violations.throwIfAny();
        }
    }

    /** Resolves the spec, the storeys and the components that a change names. */
    private final class Resolution implements ScenarioChange.Visitor<Void> {

        private final Step step;
        private final Building building;

        Resolution(Step step, Building building) {
            this.step = step;
            this.building = building;
        }

        @Override
        public Void swapSpec(ScenarioChange.SwapSpec swap) {
            step.spec = specs.named(step.index, swap.named(), swap.specRevision());
            return select(swap.which(), false);
        }

        @Override
        public Void add(ScenarioChange.Add add) {
            step.spec = specs.named(step.index, add.named(), add.specRevision());
            additions.add(new Addition(
                    step,
                    add,
                    add.storeys() == null
                            ? Set.of()
                            : Storeys.of(add.storeys(), building, step.place("storeys"), violations)));
            return null;
        }

        @Override
        public Void remove(ScenarioChange.Remove remove) {
            return select(remove.which(), false);
        }

        /** The take-offs are no matter of the components, see {@link Declaring}. */
        @Override
        public Void declare(ScenarioChange.Declare declare) {
            return null;
        }

        @Override
        public Void scrap(ScenarioChange.Scrap scrap) {
            return select(scrap.which(), true);
        }

        @Override
        public Void advance(ScenarioChange.Advance advance) {
            return select(advance.which(), false);
        }

        private Void select(ComponentSelector which, boolean ofPieces) {
            if (which != null) {
                step.selection = new Selection(step.index, which, ofPieces, building, violations);
                named.addAll(step.selection.codes());
            }
            return null;
        }
    }

    /** Takes the spec of later components. */
    void learn(CountedSpec spec) {
        specs.learn(spec);
    }

    /** Takes an existing component. */
    void take(ComponentFact component) {
        Background background = backgrounds.get(component.code());
        if (named.contains(component.code())) {
            there.add(component.code());
        }
        run(
                background == null || background.built() == null
                        ? HypotheticalComponent.as(component)
                        : new HypotheticalComponent(component, background.totals(), background.built()),
                0);
    }

    private void run(HypotheticalComponent component, int from) {
        HypotheticalComponent supposed = component;
        for (Step step : stepsOf(component.counted().code())) {
            if (step.index < from) {
                continue;
            }
            look();
            ComponentFact counted = supposed.counted();
            if (step.selection.matches(counted, specs.of(counted))) {
                step.selection.found(counted);
                Optional<HypotheticalComponent> changed = step.change.accept(new Effect(step, supposed));
                if (changed.isEmpty()) {
                    joining.lose(counted, specs.of(counted));
                    return;
                }
                supposed = changed.get();
            }
        }
        lots.add(supposed.counted());
        joining.see(supposed.counted(), specs.of(supposed.counted()));
    }

    /** The component after a change that selects it; empty: it is removed. */
    private final class Effect implements ScenarioChange.Visitor<Optional<HypotheticalComponent>> {

        private final Step step;
        private final HypotheticalComponent former;

        Effect(Step step, HypotheticalComponent former) {
            this.step = step;
            this.former = former;
        }

        @Override
        public Optional<HypotheticalComponent> swapSpec(ScenarioChange.SwapSpec swap) {
            countWithPieces();
            if (step.spec == null) {
                return Optional.of(former);
            }
            String code = former.counted().code();
            Background background = backgrounds.get(code);
            step.ownQuantities += background != null && background.ownQuantities() ? 1 : 0;
            Optional<HypotheticalComponent> swapped = former.of(step.spec, swap.quantities(), lens);
            if (swapped.isEmpty()) {
                unmeasured(step, "component " + code + " does not state it");
            }
            swapped.ifPresent(component -> checkStructural(step, component.totals()));
            return Optional.of(swapped.orElse(former));
        }

        @Override
        public Optional<HypotheticalComponent> add(ScenarioChange.Add add) {
            return Optional.of(former);
        }

        @Override
        public Optional<HypotheticalComponent> remove(ScenarioChange.Remove remove) {
            countWithPieces();
            return Optional.empty();
        }

        @Override
        public Optional<HypotheticalComponent> declare(ScenarioChange.Declare declare) {
            return Optional.of(former);
        }

        @Override
        public Optional<HypotheticalComponent> scrap(ScenarioChange.Scrap scrap) {
            step.components++;
            return Optional.of(former.at(PieceStage.DESIGNED, List.of(), lens));
        }

        @Override
        public Optional<HypotheticalComponent> advance(ScenarioChange.Advance advance) {
            ComponentFact component = former.counted();
            if (component.held() && !advance.unhold()) {
                step.held++;
                return Optional.of(former);
            }
            boolean further = component.piece().stage().compareTo(advance.to()) < 0;
            if (!further && !component.held()) {
                return Optional.of(former);
            }
            step.components++;
            return Optional.of(
                    former.at(further ? advance.to() : component.piece().stage(), List.of(), lens));
        }

        private void countWithPieces() {
            step.components++;
            step.made += former.counted().piece().stage().live() ? 1 : 0;
        }
    }

    private void unmeasured(Step step, String why) {
        Quantity measure = HypotheticalComponent.measure(step.spec);
        ErrorLocation place = step.place("quantities." + measure.key());
        if (!violations.name(place)) {
            violations.add(place, null, Violation.REQUIRED, "the spec is per " + step.spec.basis() + ", and " + why);
        }
    }

    /** The same check as of a bill: the structural concrete is a part of the concrete. */
    private void checkStructural(Step step, Quantities totals) {
        BigDecimal structural = totals.structuralConcreteVolumeM3();
        BigDecimal concrete = totals.concreteVolumeM3();
        if (structural == null || concrete == null || structural.compareTo(concrete) <= 0) {
            return;
        }
        ErrorLocation place = step.place("quantities.structuralConcreteVolumeM3");
        if (!violations.name(place)) {
            violations.add(
                    place,
                    structural,
                    Violation.INCONSISTENT,
                    "the structural concrete is more than the concrete, of which it is a part");
        }
    }

    /** Adds new components, and adds a violation for every change that selected nothing. */
    void end() {
        long added = 0;
        for (Addition addition : additions) {
            Step step = addition.step();
            if (step.spec == null) {
                continue;
            }
            added += (long) addition.storeys().size() * addition.add().quantity();
            if (added > MOST_ADDED) {
                violations.add(
                        step.place("quantity"),
                        addition.add().quantity(),
                        Violation.OUT_OF_RANGE,
                        "makes more than " + MOST_ADDED + " components with the changes before it");
                break;
            }
            run(addition);
        }
        boolean specsKnown = steps.stream()
                .allMatch(step -> step.spec != null || step.change.namedSpec().isEmpty());
        steps.stream()
                .filter(step -> step.selection != null)
                .forEach(step -> step.selection.end(there, specsKnown, violations));
    }

    private void run(Addition addition) {
        Step step = addition.step();
        for (String storey : addition.storeys()) {
            for (int i = 0; i < addition.add().quantity(); i++) {
                // a code that no component can have
                Optional<HypotheticalComponent> one =
                        HypotheticalComponent.added(" ", storey, addition.add(), step.spec, lens);
                if (one.isEmpty()) {
                    unmeasured(step, "so its amount has to be given");
                    return;
                }
                step.components++;
                checkStructural(step, one.get().totals());
                run(one.get(), step.index + 1);
            }
        }
    }

    List<WhatIf.Applied> applied() {
        return steps.stream().map(Step::applied).toList();
    }

    /** All joints after the changes. */
    List<JointFact> joints() {
        return joining.joints();
    }

    /** The sums of all components after the changes. */
    List<BuildingFacts.Lot> lots() {
        return lots.of(specs.all());
    }
}
