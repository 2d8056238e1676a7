package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Measure;
import org.prefabtracker.project.Structure;

/**
 * Measures one item of a rule set on the facts of a building. Pure.
 *
 * @param reading what it came to
 * @param numerator what counts, null where nothing was measured
 * @param denominator what there is, null where it is not known
 * @param unit of both
 * @param tracked what of the numerator comes from components
 * @param components how many of them count
 * @param held how many of those are held
 * @param declared the declared values that were used, the denominator's included
 * @param selection which components count, null where none can
 * @param notes what a reader should know
 */
record Measuring(
        Reading reading,
        BigDecimal numerator,
        BigDecimal denominator,
        String unit,
        BigDecimal tracked,
        long components,
        long held,
        List<Facts.Value> declared,
        RuleSet.Selection selection,
        List<String> notes) {

    static Measuring of(RuleSet ruleSet, RuleSet.Item item, Facts facts) {
        if (item.measured() instanceof RuleSet.Fact fact) {
            return ofFact(fact, facts);
        }
        RuleSet.Ratio ratio = (RuleSet.Ratio) item.measured();
        Structure structure = facts.building().structure();
        Work work = new Work(ruleSet, item, ratio, facts, selection(ruleSet, item, structure));
        return byMass(ruleSet, ratio, structure) ? work.ofMass() : work.ofRatio();
    }

    /** Which components count in an item of a building of that structure; null where none can. */
    static RuleSet.Selection selection(RuleSet ruleSet, RuleSet.Item item, Structure structure) {
        if (!(item.measured() instanceof RuleSet.Ratio ratio) || ratio.components() == null) {
            return null;
        }
        return byMass(ruleSet, ratio, structure) ? ratio.components().by(Quantity.MASS) : ratio.components();
    }

    private static boolean byMass(RuleSet ruleSet, RuleSet.Ratio ratio, Structure structure) {
        return ratio.byMass() != null && ratio.byMass().applies(structure, ruleSet.settings());
    }

    private static Measuring ofFact(RuleSet.Fact fact, Facts facts) {
        Reading reading = facts.fact(fact.fact())
                .<Reading>map(yes -> new Reading.Known(yes ? BigFraction.ONE : BigFraction.ZERO))
                .orElseGet(() -> new Reading.Missing(fact.fact().key() + " is not declared"));
        return new Measuring(reading, null, null, null, null, 0, 0, List.of(), null, List.of());
    }

    /** The components and declarations of one item, and what becomes of them. */
    private static final class Work {
        private final RuleSet ruleSet;
        private final RuleSet.Item item;
        private final RuleSet.Ratio ratio;
        private final Facts facts;
        private final RuleSet.Selection selection;
        private final Set<String> ratedStoreys;
        private final List<String> notes = new ArrayList<>();
        private final List<Facts.Value> declared = new ArrayList<>();
        private final Map<String, BigDecimal> byStorey = new LinkedHashMap<>();
        private final Building building;
        private BigDecimal tracked = BigDecimal.ZERO;
        private BigDecimal massInBill = BigDecimal.ZERO;
        private long components;
        private long held;
        private long inBill;
        private long unweighed;

        Work(RuleSet ruleSet, RuleSet.Item item, RuleSet.Ratio ratio, Facts facts, RuleSet.Selection selection) {
            this.ruleSet = ruleSet;
            this.item = item;
            this.ratio = ratio;
            this.facts = facts;
            this.selection = selection;
            this.building = facts.building();
            this.ratedStoreys = building.storeyList().stream()
                    .filter(storey -> ruleSet.settings().storeyKinds().contains(storey.kind()))
                    .map(Building.Storey::code)
                    .collect(Collectors.toSet());
            if (selection != null) {
                facts.lots().stream()
                        .filter(lot -> ratedStoreys.contains(lot.storey()))
                        .forEach(this::count);
            }
        }

        private void count(Facts.Lot lot) {
            List<Facts.Line> lines = lot.lines().stream()
                    .filter(line -> selection.matches(line.category(), line.features(), line.exterior()))
                    .toList();
            long counting = 0;
            long heldOfThem = 0;
            for (Facts.Line line : lines) {
                massInBill = massInBill.add(line.massInBill());
                unweighed += line.unweighed();
                Facts.Amount amount = line.amounts().get(selection.quantity());
                if (amount != null) {
                    tracked = tracked.add(amount.sum());
                    byStorey.merge(lot.storey(), amount.sum(), BigDecimal::add);
                    // a component that counts by itself and by its parts is still one; its parts are all the lot's
                    counting = Math.max(counting, amount.components());
                    heldOfThem = Math.max(heldOfThem, amount.held());
                }
            }
            if (!lines.isEmpty()) {
                inBill += lot.inBill();
            }
            components += counting;
            held += heldOfThem;
        }

        Measuring ofMass() {
            Reading reading;
            if (facts.lens() == Lens.DESIGN) {
                notes.add("vertical members of " + building.structure() + " count in full under DESIGN"
                        + (inBill == 0 ? "; none stands in the bill" : ""));
                reading = new Reading.Known(BigFraction.ONE);
            } else if (unweighed > 0) {
                reading = new Reading.Missing(unweighed + " vertical members in the bill do not state their mass");
            } else if (massInBill.signum() == 0) {
                reading = new Reading.Missing("no vertical member stands in the bill");
            } else {
                notes.add(
                        "vertical members of " + building.structure() + ": by mass at the lens over mass in the bill");
                reading = new Reading.Known(Exact.ratio(tracked, massInBill));
            }
            return measured(reading, tracked, massInBill.signum() == 0 ? null : massInBill, Quantity.MASS.unit());
        }

        Measuring ofRatio() {
            String unit = ratio.denominator().unit();
            Optional<Absence> absence = item.absentWith() == null ? Optional.empty() : facts.absence(item.absentWith());
            if (absence.isPresent()) {
                long there = inBill(item.absentWith());
                return measured(
                        there == 0
                                ? new Reading.NotApplicable(absence.get())
                                : new Reading.Invalid(item.absentWith().key() + " is declared absent, yet " + there
                                        + " of its components stand in the bill"),
                        null,
                        null,
                        unit);
            }
            BigDecimal numerator = tracked;
            boolean said = inBill > 0;
            for (Measure measure : ratio.declared()) {
                Optional<Facts.Value> value = facts.amount(measure);
                if (value.isPresent()) {
                    said = true;
                    declared.add(value.get());
                    numerator = numerator.add(value.get().amount());
                } else if (facts.isDesigned(measure)) {
                    notes.add(measure.key() + " is declared in the design only and does not count as built");
                }
            }
            Optional<BigDecimal> denominator = denominator();
            Reading reading = reading(numerator, denominator, said);
            boolean none =
                    reading instanceof Reading.Known known && known.ratio().equals(BigFraction.ZERO);
            boolean measured = said || ratio.undeclared() == RuleSet.Undeclared.ZERO;
            return measured(
                    reading, none ? BigDecimal.ZERO : measured ? numerator : null, denominator.orElse(null), unit);
        }

        /** How many components in the bill are of a thing, by any item that rests on it. */
        private long inBill(Absence.What what) {
            List<RuleSet.Selection> selections = ruleSet.items()
                    .filter(other -> other.absentWith() == what)
                    .map(other -> selection(ruleSet, other, building.structure()))
                    .filter(Objects::nonNull)
                    .toList();
            return facts.lots().stream()
                    .filter(lot -> ratedStoreys.contains(lot.storey()))
                    .filter(lot -> lot.lines().stream().anyMatch(line -> selections.stream()
                            .anyMatch(each -> each.matches(line.category(), line.features(), line.exterior()))))
                    .mapToLong(Facts.Lot::inBill)
                    .sum();
        }

        private Reading reading(BigDecimal numerator, Optional<BigDecimal> denominator, boolean said) {
            if (denominator.isEmpty()) {
                return new Reading.Missing(ratio.denominator().key() + " is not declared");
            }
            if (!said && ratio.undeclared() == RuleSet.Undeclared.MISSING) {
                String undeclared =
                        ratio.declared().stream().map(Measure::key).collect(Collectors.joining(", ")) + " not declared";
                return new Reading.Missing(
                        selection == null ? undeclared : "no component in the bill, and " + undeclared);
            }
            if (numerator.compareTo(denominator.get()) > 0) {
                return new Reading.Invalid("more counts than there is");
            }
            Optional<String> crowded = crowdedStorey();
            if (crowded.isPresent()) {
                return new Reading.Invalid(crowded.get());
            }
            if (ratio.provided() != null) {
                Optional<Boolean> provided = facts.fact(ratio.provided());
                if (provided.isEmpty() && facts.lens() != Lens.DESIGN) {
                    return new Reading.Missing(ratio.provided().key() + " is not declared");
                }
                if (provided.isPresent() && !provided.get()) {
                    notes.add(ratio.provided().key() + " is declared as not so: nothing counts");
                    return new Reading.Known(BigFraction.ZERO);
                }
            }
            return new Reading.Known(Exact.ratio(numerator, denominator.get()));
        }

        /** Declared; of the plan area else the sum of the rated storeys, where each of them is known. */
        private Optional<BigDecimal> denominator() {
            Optional<BigDecimal> storeys = ratio.denominator() == Measure.PLAN_AREA ? sumOfStoreys() : Optional.empty();
            Optional<Facts.Value> value = facts.amount(ratio.denominator());
            if (value.isEmpty()) {
                storeys.ifPresent(sum -> notes.add("planArea is the sum of the storeys' plan areas"));
                return storeys;
            }
            declared.add(value.get());
            if (storeys.isPresent() && storeys.get().compareTo(value.get().amount()) > 0) {
                notes.add("the declared planArea is below the sum of the storeys' plan areas, "
                        + Exact.plain(storeys.get()).toPlainString() + " m2");
            }
            return value.map(Facts.Value::amount);
        }

        /** The plan area of all rated storeys, where each of them says its own. */
        private Optional<BigDecimal> sumOfStoreys() {
            List<Building.Storey> storeys = building.storeyList().stream()
                    .filter(storey -> ratedStoreys.contains(storey.code()))
                    .toList();
            if (storeys.isEmpty() || storeys.stream().anyMatch(storey -> storey.planAreaM2() == null)) {
                return Optional.empty();
            }
            return Optional.of(
                    storeys.stream().map(Building.Storey::planAreaM2).reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        private Optional<String> crowdedStorey() {
            if (!ratio.atMostPlanAreaOfStorey()) {
                return Optional.empty();
            }
            if (building.storeyList().stream()
                    .anyMatch(storey -> storey.planAreaM2() == null && byStorey.containsKey(storey.code()))) {
                notes.add("storeys without a plan area of their own are not checked one by one");
            }
            return building.storeyList().stream()
                    .filter(storey -> storey.planAreaM2() != null
                            && byStorey.getOrDefault(storey.code(), BigDecimal.ZERO)
                                            .compareTo(storey.planAreaM2())
                                    > 0)
                    .findFirst()
                    .map(storey -> "storey " + storey.code() + ": components cover "
                            + Exact.plain(byStorey.get(storey.code())).toPlainString() + " m2 of a plan area of "
                            + Exact.plain(storey.planAreaM2()).toPlainString() + " m2");
        }

        private Measuring measured(Reading reading, BigDecimal numerator, BigDecimal denominator, String unit) {
            return new Measuring(
                    reading,
                    numerator,
                    denominator,
                    unit,
                    selection == null ? null : tracked,
                    components,
                    held,
                    List.copyOf(declared),
                    selection,
                    List.copyOf(notes));
        }
    }
}
