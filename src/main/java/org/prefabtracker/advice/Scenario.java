package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.catalogue.SpecOwner;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.facts.SpecRevision;
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

    /** Facts of a component that a rating does not need: quantities of its own, and the installed count of a lot. */
    record Background(boolean ownQuantities, BigDecimal built, Quantities totals) {}

    /** A change with the storeys and spec that it names, and its effect so far. */
    private static final class Step {
        final int index;
        final ScenarioChange change;
        final Set<String> named = new HashSet<>();
        final Set<String> tagged = new HashSet<>();
        Set<String> storeys;
        Spec spec;
        long components;
        long made;
        long ownQuantities;
        long held;
        boolean matched;

        Step(int index, ScenarioChange change) {
            this.index = index;
            this.change = change;
            if (change instanceof ScenarioChange.OfComponents of && of.which() != null) {
                Optional.ofNullable(of.which().components()).ifPresent(named::addAll);
                Optional.ofNullable(of.which().tags()).ifPresent(tagged::addAll);
            }
        }

        ErrorLocation place(String field) {
            return ErrorLocation.pointer("changes", index, field);
        }

        WhatIf.Applied applied() {
            return new WhatIf.Applied(index, WhatIf.kind(change), components, made, ownQuantities, held);
        }
    }

    private final Lens lens;
    private final Map<String, Background> backgrounds;
    private final Violations violations;
    private final List<Step> steps = new ArrayList<>();
    private final Map<SpecRevision, CountedSpec> specs = new LinkedHashMap<>();
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
        for (int i = 0; i < changes.size(); i++) {
            Step step = new Step(i, changes.get(i));
            if (step.change instanceof ScenarioChange.SwapSpec swap) {
                step.spec = spec(step, catalogue, swap.named(), swap.specRevision());
            } else if (step.change instanceof ScenarioChange.Add add) {
                step.spec = spec(step, catalogue, add.named(), add.specRevision());
                step.storeys = add.storeys() == null
                        ? Set.of()
                        : Storeys.of(add.storeys(), building, step.place("storeys"), violations);
            }
            if (step.change instanceof ScenarioChange.OfComponents of
                    && of.which() != null
                    && of.which().storeys() != null) {
                step.storeys = Storeys.of(of.which().storeys(), building, step.place("which.storeys"), violations);
            }
            named.addAll(step.named);
            steps.add(step);
        }
    }

    private Spec spec(Step step, Map<SpecReference, List<Spec>> catalogue, SpecReference name, Integer revision) {
        if (name.code() == null) {
            return null;
        }
        List<Spec> revisions = catalogue.getOrDefault(name, List.of());
        if (revisions.isEmpty()) {
            violations.addElsewhere(step.place("spec"), name.code(), Violation.NOT_FOUND, name.unknown());
            return null;
        }
        Optional<Spec> spec = revisions.stream()
                .filter(one -> revision == null || revision.equals(one.revision()))
                .reduce((former, later) -> later);
        if (spec.isEmpty()) {
            violations.addElsewhere(
                    step.place("specRevision"), revision, Violation.NOT_FOUND, "the spec has no such revision");
        }
        spec.ifPresent(one -> learn(
                new CountedSpec(one.code(), one.owner(), one.revision(), one.category(), one.features(), one.parts())));
        return spec.orElse(null);
    }

    /** Takes the spec of later components. */
    void learn(CountedSpec spec) {
        specs.putIfAbsent(spec.named(), spec);
    }

    private CountedSpec spec(ComponentFact component) {
        return specs.get(component.ofSpec());
    }

    private static String owner(ComponentFact component) {
        return component.specOwner() == null ? SpecOwner.STANDARD.code() : component.specOwner();
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
        for (Step step : steps.subList(from, steps.size())) {
            if (step.change instanceof ScenarioChange.OfComponents of
                    && matches(step, of.which(), supposed.counted())) {
                Optional<HypotheticalComponent> changed = changed(step, of, supposed);
                if (changed.isEmpty()) {
                    joining.lose(supposed.counted(), spec(supposed.counted()));
                    return;
                }
                supposed = changed.get();
            }
        }
        lots.add(supposed.counted());
        joining.see(supposed.counted(), spec(supposed.counted()));
    }

    private boolean matches(Step step, ComponentSelector which, ComponentFact component) {
        CountedSpec spec = spec(component);
        boolean matches = (which.components() == null || step.named.contains(component.code()))
                && (which.tags() == null || component.tag() != null && step.tagged.contains(component.tag()))
                && (which.mark() == null || which.mark().equals(component.mark()))
                && (which.storeys() == null || step.storeys.contains(component.storey()))
                && (which.spec() == null || which.spec().equals(component.spec()))
                && (which.specOwner() == null || which.specOwner().equals(owner(component)))
                && (which.specRevision() == null || which.specRevision() == component.specRevision())
                && (which.category() == null || which.category() == spec.category())
                && (which.stage() == null || which.stage() == component.stage())
                && (which.onHold() == null || which.onHold() == component.held())
                && (which.hold() == null || component.holds().contains(which.hold()));
        // only a piece can be lost; a component that a change names has to have one
        return matches && !(step.change instanceof ScenarioChange.Scrap && component.stage() == PieceStage.DESIGNED);
    }

    /** The component after a change that selects it; empty: it is removed. */
    private Optional<HypotheticalComponent> changed(
            Step step, ScenarioChange.OfComponents change, HypotheticalComponent former) {
        ComponentFact component = former.counted();
        step.matched = true;
        step.named.remove(component.code());
        step.tagged.remove(component.tag());
        boolean made = component.stage().live();
        if (change instanceof ScenarioChange.Advance advance) {
            return Optional.of(advanced(step, advance, former));
        }
        step.components++;
        if (change instanceof ScenarioChange.Scrap) {
            return Optional.of(former.at(PieceStage.DESIGNED, List.of(), lens));
        }
        step.made += made ? 1 : 0;
        return change instanceof ScenarioChange.SwapSpec swap ? swapped(step, swap, former) : Optional.empty();
    }

    private HypotheticalComponent advanced(Step step, ScenarioChange.Advance advance, HypotheticalComponent former) {
        ComponentFact component = former.counted();
        if (component.held() && !advance.unhold()) {
            step.held++;
            return former;
        }
        boolean further = component.stage().compareTo(advance.to()) < 0;
        if (!further && !component.held()) {
            return former;
        }
        step.components++;
        return former.at(further ? advance.to() : component.stage(), List.of(), lens);
    }

    private Optional<HypotheticalComponent> swapped(
            Step step, ScenarioChange.SwapSpec swap, HypotheticalComponent former) {
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
        ErrorLocation place = step.place("quantities.structuralConcreteVolumeM3");
        if (structural != null && concrete != null && structural.compareTo(concrete) > 0 && !violations.name(place)) {
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
        for (Step step : steps) {
            if (step.change instanceof ScenarioChange.Add add && step.spec != null) {
                long more = (long) step.storeys.size() * add.quantity();
                added += more;
                if (added > MOST_ADDED) {
                    violations.add(
                            step.place("quantity"),
                            add.quantity(),
                            Violation.OUT_OF_RANGE,
                            "makes more than " + MOST_ADDED + " components with the changes before it");
                    break;
                }
                add(step, add);
            }
        }
        boolean everySpecIsKnown = steps.stream()
                .noneMatch(step -> step.spec == null
                        && (step.change instanceof ScenarioChange.SwapSpec
                                || step.change instanceof ScenarioChange.Add));
        steps.forEach(step -> unmatched(step, everySpecIsKnown));
    }

    private void add(Step step, ScenarioChange.Add add) {
        for (String storey : step.storeys) {
            for (int i = 0; i < add.quantity(); i++) {
                // a code that no component can have
                Optional<HypotheticalComponent> one = HypotheticalComponent.added(" ", storey, add, step.spec, lens);
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

    private void unmatched(Step step, boolean everySpecIsKnown) {
        if (!(step.change instanceof ScenarioChange.OfComponents of)) {
            return;
        }
        ComponentSelector which = of.which();
        for (int i = 0; which.components() != null && i < which.components().size(); i++) {
            String code = which.components().get(i);
            if (step.named.contains(code)) {
                violations.add(
                        step.place("which.components." + i),
                        code,
                        Violation.NOT_FOUND,
                        !there.contains(code)
                                ? "the bill of the building has no such component"
                                : step.change instanceof ScenarioChange.Scrap
                                        ? "it has no live piece, or does not match the rest of the selection"
                                        : "it does not match the rest of the selection, or an earlier change removed it");
            }
        }
        for (int i = 0; which.tags() != null && i < which.tags().size(); i++) {
            if (step.tagged.contains(which.tags().get(i))) {
                violations.add(
                        step.place("which.tags." + i),
                        which.tags().get(i),
                        Violation.NOT_FOUND,
                        "no selected component of the building has a live piece with this tag");
            }
        }
        // consequences of an unknown storey or spec are not reported in addition
        boolean understood = everySpecIsKnown && !violations.name(step.place("which.storeys"));
        if (!step.matched && step.named.isEmpty() && step.tagged.isEmpty() && understood) {
            violations.add(step.place("which"), null, Violation.NOT_FOUND, "no component matches");
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
        return lots.of(specs.values());
    }
}
