package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prefabtracker.rating.facts.RatingNote;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.LocalizedName;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Unit;

/**
 * Measures one item of a rule set on the facts of a building. Pure.
 *
 * @param reading what it came to
 * @param numerator what counts, null where nothing was measured
 * @param denominator what there is, null where it is not known
 * @param unit of both
 * @param tracked what of the numerator comes from components
 * @param joints what of it comes from joints; null where the item counts none, or the building lists none that it could count
 * @param components how many of them count
 * @param held how many of those are held
 * @param declared the declared values that were used, the denominator's included
 * @param selections which components count, none where none can
 * @param notes what a reader should know
 */
public record ItemMeasurement(
        MeasurementOutcome reading,
        BigDecimal numerator,
        BigDecimal denominator,
        String unit,
        BigDecimal tracked,
        Joints joints,
        long components,
        long held,
        List<BuildingFacts.Value> declared,
        List<RuleSet.Selection> selections,
        List<Note> notes) {

    /**
     * What joints come to in an item.
     *
     * @param adds what they add to the numerator
     * @param counting how many of them count, and how many do not
     * @param why how many do not for each reason; a joint may have several
     */
    public record Joints(BigDecimal adds, long counting, long notCounting, SortedMap<JointExclusion.Why, Long> why) {}

    public static ItemMeasurement of(RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts) {
        if (item.measured() instanceof RuleSet.YesNoMeasure fact) {
            return ofFact(fact, facts);
        }
        StructuralSystem structure = facts.building().structure();
        Work work = new Work(ruleSet, item, facts, selections(ruleSet, item, structure));
        if (item.measured() instanceof RuleSet.Ratio ratio) {
            work.countJoints();
            return work.weighted(byMass(ruleSet, ratio, structure) ? work.ofMass() : work.ofRatio(ratio));
        }
        if (item.measured() instanceof RuleSet.Pooled pooled) {
            return work.weighted(work.ofPools(pooled));
        }
        if (item.measured() instanceof RuleSet.Factored factored) {
            return work.weighted(work.ofSystems(factored));
        }
        if (item.measured() instanceof RuleSet.ShareOfWhole share) {
            return work.weighted(work.ofShare(share));
        }
        return work.weighted(
                item.measured() instanceof RuleSet.Remainder remainder
                        ? work.ofRemainder(remainder)
                        : work.ofGiven((RuleSet.DeclaredRatio) item.measured()));
    }

    /** Which components count in an item of a building of that structure; none where none can. */
    static List<RuleSet.Selection> selections(RuleSet ruleSet, RuleSet.Item item, StructuralSystem structure) {
        List<RuleSet.Selection> selections = item.measured().selections();
        return item.measured() instanceof RuleSet.Ratio ratio && byMass(ruleSet, ratio, structure)
                ? selections.stream()
                        .map(selection -> selection.by(Quantity.MASS))
                        .toList()
                : selections;
    }

    static boolean byMass(RuleSet ruleSet, RuleSet.Ratio ratio, StructuralSystem structure) {
        return ratio.byMass() != null && ratio.byMass().applies(structure, ruleSet.settings());
    }

    private static ItemMeasurement ofFact(RuleSet.YesNoMeasure fact, BuildingFacts facts) {
        MeasurementOutcome reading = facts.fact(fact.fact())
                .<MeasurementOutcome>map(yes -> new MeasurementOutcome.Known(yes ? BigFraction.ONE : BigFraction.ZERO))
                .orElseGet(() -> new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(fact.fact())));
        return new ItemMeasurement(reading, null, null, null, null, null, 0, 0, List.of(), List.of(), List.of());
    }

    /** The components and declarations of one item, and what becomes of them. */
    private static final class Work {
        private final RuleSet ruleSet;
        private final RuleSet.Item item;
        private final BuildingFacts facts;
        private final List<RuleSet.Selection> selections;
        private final Set<String> ratedStoreys;
        private final List<Note> notes = new ArrayList<>();
        private final List<BuildingFacts.Value> declared = new ArrayList<>();
        private final Map<String, BigDecimal> byStorey = new LinkedHashMap<>();
        private final Map<RuleSet.Selection, BigDecimal> bySelection = new HashMap<>();
        private final Building building;
        private final Set<String> storeysWithJoints = new HashSet<>();
        private Joints joints;
        private BigDecimal tracked = BigDecimal.ZERO;
        private BigDecimal massInBill = BigDecimal.ZERO;
        private BigDecimal concreteInBill = BigDecimal.ZERO;
        private ComponentFact.Waste waste = ComponentFact.Waste.NONE;
        private long components;
        private long held;
        private long inBill;
        private long unweighed;

        Work(RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts, List<RuleSet.Selection> selections) {
            this.ruleSet = ruleSet;
            this.item = item;
            this.facts = facts;
            this.selections = selections;
            this.building = facts.building();
            this.ratedStoreys = building.storeyList().stream()
                    .filter(storey -> ruleSet.settings().storeyKinds().contains(storey.kind()))
                    .map(Building.Storey::code)
                    .collect(Collectors.toSet());
            if (!selections.isEmpty()) {
                facts.lots().stream()
                        .filter(lot -> ratedStoreys.contains(lot.storey()))
                        .forEach(this::count);
            }
        }

        private void count(BuildingFacts.Lot lot) {
            boolean matches = false;
            long counting = 0;
            long heldOfThem = 0;
            for (RuleSet.Selection selection : selections) {
                for (BuildingFacts.Line line : lot.lines()) {
                    if (!selection.matches(line.category(), line.features(), line.exterior())) {
                        continue;
                    }
                    matches = true;
                    massInBill = massInBill.add(line.massInBill());
                    concreteInBill = concreteInBill.add(line.concreteInBill());
                    waste = waste.plus(line.waste());
                    unweighed += line.unweighed();
                    BuildingFacts.Amount amount = line.amounts().get(selection.quantity());
                    if (amount != null) {
                        tracked = tracked.add(amount.sum());
                        bySelection.merge(selection, amount.sum(), BigDecimal::add);
                        byStorey.merge(lot.storey(), amount.sum(), BigDecimal::add);
                        // a component that counts by itself and by its parts is still one; its parts are all the lot's
                        counting = Math.max(counting, amount.components());
                        heldOfThem = Math.max(heldOfThem, amount.held());
                    }
                }
            }
            inBill += matches ? lot.inBill() : 0;
            components += counting;
            held += heldOfThem;
        }

        private BigDecimal tracked(List<RuleSet.Selection> some) {
            return some.stream()
                    .map(selection -> bySelection.getOrDefault(selection, BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** A declared value, put on record as one that was used. */
        private Optional<BigDecimal> used(DeclaredQuantity measure) {
            Optional<BuildingFacts.Value> value = facts.amount(measure);
            value.ifPresent(declared::add);
            if (value.isEmpty() && facts.isDesigned(measure)) {
                notes.add(RatingNote.DESIGN_ONLY.of(measure));
            }
            return value.map(BuildingFacts.Value::amount);
        }

        private BigDecimal sumOf(List<DeclaredQuantity> measures) {
            BigDecimal sum = BigDecimal.ZERO;
            for (DeclaredQuantity measure : measures) {
                sum = sum.add(used(measure).orElse(BigDecimal.ZERO));
            }
            return sum;
        }

        /** With the weight of its points, where it has one; without it nothing is known of them. */
        ItemMeasurement weighted(ItemMeasurement measured) {
            if (item.weight() == null || !(measured.reading() instanceof MeasurementOutcome.Known known)) {
                return measured;
            }
            BigDecimal weight = item.weight().byStructure().get(building.structure());
            List<BuildingFacts.Value> used = new ArrayList<>(measured.declared());
            if (weight == null) {
                Optional<BuildingFacts.Value> said = facts.amount(item.weight().input());
                said.ifPresent(used::add);
                weight = said.map(BuildingFacts.Value::amount).orElse(null);
            }
            MeasurementOutcome reading;
            if (weight == null) {
                reading = new MeasurementOutcome.Missing(RatingNote.WEIGHT_UNKNOWN.of(
                        building.structure(), item.weight().input()));
            } else if (weight.compareTo(BigDecimal.ONE) > 0) {
                reading = new MeasurementOutcome.Invalid(
                        RatingNote.MORE_THAN_ONE.of(item.weight().input()));
            } else {
                reading = new MeasurementOutcome.Known(known.ratio(), Fractions.of(weight));
            }
            return new ItemMeasurement(
                    reading,
                    measured.numerator(),
                    measured.denominator(),
                    measured.unit(),
                    measured.tracked(),
                    measured.joints(),
                    measured.components(),
                    measured.held(),
                    List.copyOf(used),
                    measured.selections(),
                    measured.notes());
        }

        /** (a + b + c) / (A + B + C); what is absent leaves both sides. */
        ItemMeasurement ofPools(RuleSet.Pooled pooled) {
            BigDecimal numerator = BigDecimal.ZERO;
            BigDecimal denominator = BigDecimal.ZERO;
            List<DeclaredQuantity> missing = new ArrayList<>();
            String unit = pooled.pools().get(0).denominator().unit();
            MeasurementOutcome.NotApplicable absent = null;
            int there = 0;
            for (RuleSet.Pool pool : pooled.pools()) {
                Optional<MeasurementOutcome.NotApplicable> absence =
                        pool.absentWith() == null ? Optional.empty() : facts.absence(pool.absentWith());
                if (absence.isPresent()) {
                    long standing = standing(pool.components());
                    if (standing > 0) {
                        return measured(contradicts(pool.absentWith(), standing), null, null, unit);
                    }
                    absent = absence.get();
                    notes.add(RatingNote.ABSENT.of(pool.absentWith()));
                    continue;
                }
                there++;
                numerator = numerator.add(tracked(pool.components())).add(sumOf(pool.declared()));
                Optional<BigDecimal> all = used(pool.denominator());
                if (all.isEmpty()) {
                    missing.add(pool.denominator());
                } else if (tracked(pool.components())
                                .add(declaredOf(pool.declared()))
                                .compareTo(all.get())
                        > 0) {
                    return measured(
                            new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL_OF.of(pool.denominator())),
                            numerator,
                            null,
                            unit);
                } else {
                    denominator = denominator.add(all.get());
                }
            }
            if (there == 0) {
                return measured(absent, null, null, unit);
            }
            return missing.isEmpty()
                    ? measured(
                            new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator)),
                            numerator,
                            denominator,
                            unit)
                    : measured(undeclared(missing), numerator, null, unit);
        }

        private BigDecimal declaredOf(List<DeclaredQuantity> measures) {
            return measures.stream()
                    .map(measure -> facts.amount(measure)
                            .map(BuildingFacts.Value::amount)
                            .orElse(BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Each part of the whole times the factor of the system it is built by. */
        ItemMeasurement ofSystems(RuleSet.Factored factored) {
            BigDecimal parts = BigDecimal.ZERO;
            BigDecimal numerator = BigDecimal.ZERO;
            String unit = factored.denominator().unit();
            Optional<BigDecimal> denominator = used(factored.denominator());
            if (denominator.isEmpty()) {
                return measured(undeclared(List.of(factored.denominator())), null, null, unit);
            }
            for (RuleSet.System system : factored.systems()) {
                BigDecimal part = tracked(system.components()).add(sumOf(system.declared()));
                if (part.signum() == 0) {
                    continue;
                }
                BigDecimal factor = system.factor() != null
                        ? system.factor()
                        : used(system.factorInput()).orElse(null);
                if (factor == null) {
                    return measured(
                            new MeasurementOutcome.Missing(RatingNote.FACTOR_UNKNOWN.of(
                                    new LocalizedName(system.name(), system.nameEn()), system.factorInput())),
                            null,
                            denominator.get(),
                            unit);
                }
                if (factor.compareTo(BigDecimal.ONE) > 0) {
                    return measured(
                            new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_ONE.of(system.factorInput())),
                            null,
                            null,
                            unit);
                }
                notes.add(RatingNote.SYSTEM_TIMES_FACTOR.of(
                        new LocalizedName(system.name(), system.nameEn()),
                        Fractions.plain(part),
                        new Unit(unit),
                        Fractions.plain(factor)));
                parts = parts.add(part);
                numerator = numerator.add(part.multiply(factor));
            }
            return measured(
                    parts.compareTo(denominator.get()) > 0
                            ? new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL_OF.of(factored.denominator()))
                            : new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator.get())),
                    numerator,
                    denominator.get(),
                    unit);
        }

        /** V1 / (V1 + V2): what counts at the lens over all of the bill and the rest. */
        ItemMeasurement ofShare(RuleSet.ShareOfWhole share) {
            String unit = share.rest().unit();
            BigDecimal stated = sumOf(share.declared());
            List<DeclaredQuantity> missing = new ArrayList<>();
            for (DeclaredQuantity measure : share.declared()) {
                if (share.components() == null && facts.amount(measure).isEmpty()) {
                    missing.add(measure);
                }
            }
            Optional<BigDecimal> rest = used(share.rest());
            if (rest.isEmpty()) {
                missing.add(share.rest());
            }
            BigDecimal numerator = tracked.add(stated);
            if (!missing.isEmpty()) {
                return measured(undeclared(missing), numerator, null, unit);
            }
            BigDecimal denominator = toBuildIn(concreteInBill, waste.concreteM3(), unit)
                    .add(stated)
                    .add(rest.get());
            if (denominator.signum() == 0) {
                return measured(
                        new MeasurementOutcome.Missing(RatingNote.NOTHING_IN_BILL.of(share.rest())),
                        numerator,
                        null,
                        unit);
            }
            return measured(
                    new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator)),
                    numerator,
                    denominator,
                    unit);
        }

        /** What of the bill is ever to stand in its place; what of installed lots is waste is named, so that it can be questioned. */
        private BigDecimal toBuildIn(BigDecimal inBill, BigDecimal wasted, String unit) {
            if (wasted.signum() > 0) {
                notes.add(RatingNote.WASTE.of(Fractions.plain(wasted), new Unit(unit), Fractions.plain(inBill)));
            }
            return inBill.subtract(wasted);
        }

        /** (A - b - c) / A. */
        ItemMeasurement ofRemainder(RuleSet.Remainder remainder) {
            String unit = remainder.whole().unit();
            List<DeclaredQuantity> missing = new ArrayList<>();
            Optional<BigDecimal> whole = used(remainder.whole());
            if (whole.isEmpty()) {
                missing.add(remainder.whole());
            }
            BigDecimal left = whole.orElse(BigDecimal.ZERO);
            for (DeclaredQuantity measure : remainder.less()) {
                Optional<BigDecimal> less = used(measure);
                if (less.isEmpty()) {
                    missing.add(measure);
                }
                left = left.subtract(less.orElse(BigDecimal.ZERO));
            }
            if (!missing.isEmpty()) {
                return measured(undeclared(missing), null, whole.orElse(null), unit);
            }
            return measured(
                    left.signum() < 0
                            ? new MeasurementOutcome.Invalid(RatingNote.PARTS_MORE_THAN_WHOLE.of(remainder.whole()))
                            : new MeasurementOutcome.Known(Fractions.ratio(left, whole.get())),
                    left,
                    whole.get(),
                    unit);
        }

        /** What is declared as it is, over the most it can be. */
        ItemMeasurement ofGiven(RuleSet.DeclaredRatio given) {
            Optional<BigDecimal> value = used(given.measure());
            String unit = given.measure().unit();
            if (value.isEmpty()) {
                return measured(undeclared(List.of(given.measure())), null, given.of(), unit);
            }
            return measured(
                    value.get().compareTo(given.of()) > 0
                            ? new MeasurementOutcome.Invalid(
                                    RatingNote.MORE_THAN_MAXIMUM.of(given.measure(), given.of()))
                            : new MeasurementOutcome.Known(Fractions.ratio(value.get(), given.of())),
                    value.get(),
                    given.of(),
                    unit);
        }

        private static MeasurementOutcome undeclared(List<DeclaredQuantity> measures) {
            return new MeasurementOutcome.Missing(
                    measures.size() == 1
                            ? RatingNote.NOT_DECLARED.of(measures.get(0))
                            : RatingNote.NONE_DECLARED.of(measures));
        }

        private static MeasurementOutcome contradicts(AbsentFeature.What what, long there) {
            return new MeasurementOutcome.Invalid(RatingNote.ABSENT_BUT_IN_BILL.of(what, there));
        }

        ItemMeasurement ofMass() {
            MeasurementOutcome reading;
            BigDecimal toBuildIn = toBuildIn(massInBill, waste.massKg(), Quantity.MASS.unit());
            if (facts.lens() == Lens.DESIGN) {
                notes.add((inBill == 0
                                ? RatingNote.VERTICAL_MEMBERS_IN_FULL_NONE_IN_BILL
                                : RatingNote.VERTICAL_MEMBERS_IN_FULL)
                        .of(building.structure()));
                reading = new MeasurementOutcome.Known(BigFraction.ONE);
            } else if (unweighed > 0) {
                reading = new MeasurementOutcome.Missing(RatingNote.MASS_NOT_STATED.of(unweighed));
            } else if (toBuildIn.signum() == 0) {
                reading = new MeasurementOutcome.Missing(RatingNote.NO_VERTICAL_MEMBER.of());
            } else {
                notes.add(RatingNote.VERTICAL_MEMBERS_BY_MASS.of(building.structure()));
                reading = new MeasurementOutcome.Known(Fractions.ratio(tracked, toBuildIn));
            }
            return measured(reading, tracked, toBuildIn.signum() == 0 ? null : toBuildIn, Quantity.MASS.unit());
        }

        ItemMeasurement ofRatio(RuleSet.Ratio ratio) {
            String unit = ratio.denominator().unit();
            Optional<MeasurementOutcome.NotApplicable> absence =
                    item.absentWith() == null ? Optional.empty() : facts.absence(item.absentWith());
            if (absence.isPresent()) {
                long there = inBill(item.absentWith());
                return measured(there == 0 ? absence.get() : contradicts(item.absentWith(), there), null, null, unit);
            }
            BigDecimal numerator = joints == null ? tracked : tracked.add(joints.adds());
            boolean said = inBill > 0 || joints != null;
            for (DeclaredQuantity measure : ratio.declared()) {
                Optional<BuildingFacts.Value> value = facts.amount(measure);
                if (value.isPresent()) {
                    said = true;
                    declared.add(value.get());
                    numerator = numerator.add(value.get().amount());
                } else if (facts.isDesigned(measure)) {
                    notes.add(RatingNote.DESIGN_ONLY.of(measure));
                }
            }
            Optional<BigDecimal> denominator = denominator(ratio);
            MeasurementOutcome reading = reading(ratio, numerator, denominator, said);
            boolean none = reading instanceof MeasurementOutcome.Known known
                    && known.ratio().equals(BigFraction.ZERO);
            boolean measured = said || ratio.undeclared() == RuleSet.MissingDataPolicy.ZERO;
            return measured(
                    reading, none ? BigDecimal.ZERO : measured ? numerator : null, denominator.orElse(null), unit);
        }

        void countJoints() {
            JointEligibility judge = new JointEligibility(ruleSet, facts);
            BigDecimal adds = BigDecimal.ZERO;
            long counting = 0;
            long all = 0;
            SortedMap<JointExclusion.Why, Long> why = new TreeMap<>();
            for (JointFact joint : facts.joints()) {
                Optional<JointEligibility.Verdict> verdict = judge.of(joint, item);
                if (verdict.isEmpty()) {
                    continue;
                }
                all++;
                if (verdict.get().counts()) {
                    counting++;
                    adds = adds.add(verdict.get().adds());
                    byStorey.merge(joint.storey(), verdict.get().adds(), BigDecimal::add);
                    storeysWithJoints.add(joint.storey());
                }
                verdict.get().why().stream()
                        .map(JointExclusion::why)
                        .distinct()
                        .forEach(reason -> why.merge(reason, 1L, Long::sum));
            }
            if (all > 0) {
                joints = new Joints(adds, counting, all - counting, why);
            }
        }

        /** How many components in the bill are of a thing, by any item that rests on it. */
        private long inBill(AbsentFeature.What what) {
            return standing(ruleSet.items()
                    .filter(other -> other.absentWith() == what)
                    .flatMap(other -> selections(ruleSet, other, building.structure()).stream())
                    .toList());
        }

        private long standing(List<RuleSet.Selection> some) {
            return facts.lots().stream()
                    .filter(lot -> ratedStoreys.contains(lot.storey()))
                    .filter(lot -> lot.lines().stream().anyMatch(line -> some.stream()
                            .anyMatch(each -> each.matches(line.category(), line.features(), line.exterior()))))
                    .mapToLong(BuildingFacts.Lot::inBill)
                    .sum();
        }

        private MeasurementOutcome reading(
                RuleSet.Ratio ratio, BigDecimal numerator, Optional<BigDecimal> denominator, boolean said) {
            if (denominator.isEmpty()) {
                return new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(ratio.denominator()));
            }
            if (!said && ratio.undeclared() == RuleSet.MissingDataPolicy.MISSING) {
                return new MeasurementOutcome.Missing(
                        (selections.isEmpty() ? RatingNote.NO_NUMERATOR : RatingNote.NO_COMPONENT_AND_NO_NUMERATOR)
                                .of(ratio.declared()));
            }
            if (numerator.compareTo(denominator.get()) > 0) {
                return new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL.of());
            }
            Optional<Note> crowded = crowdedStorey(ratio);
            if (crowded.isPresent()) {
                return new MeasurementOutcome.Invalid(crowded.get());
            }
            if (ratio.provided() != null) {
                Optional<Boolean> provided = facts.fact(ratio.provided());
                if (provided.isEmpty() && facts.lens() != Lens.DESIGN) {
                    return new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(ratio.provided()));
                }
                if (provided.isPresent() && !provided.get()) {
                    notes.add(RatingNote.CONDITION_NOT_MET.of(ratio.provided()));
                    return new MeasurementOutcome.Known(BigFraction.ZERO);
                }
            }
            return new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator.get()));
        }

        /** Declared; of the plan area else the sum of the rated storeys, where each of them is known. */
        private Optional<BigDecimal> denominator(RuleSet.Ratio ratio) {
            Optional<BigDecimal> storeys =
                    ratio.denominator() == DeclaredQuantity.PLAN_AREA ? sumOfStoreys() : Optional.empty();
            Optional<BuildingFacts.Value> value = facts.amount(ratio.denominator());
            if (value.isEmpty()) {
                storeys.ifPresent(sum -> notes.add(RatingNote.PLAN_AREA_OF_STOREYS.of()));
                return storeys;
            }
            declared.add(value.get());
            if (storeys.isPresent() && storeys.get().compareTo(value.get().amount()) > 0) {
                notes.add(RatingNote.PLAN_AREA_BELOW_STOREYS.of(Fractions.plain(storeys.get())));
            }
            return value.map(BuildingFacts.Value::amount);
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

        private Optional<Note> crowdedStorey(RuleSet.Ratio ratio) {
            if (!ratio.atMostPlanAreaOfStorey()) {
                return Optional.empty();
            }
            if (building.storeyList().stream()
                    .anyMatch(storey -> storey.planAreaM2() == null && byStorey.containsKey(storey.code()))) {
                notes.add(RatingNote.STOREYS_NOT_CHECKED.of());
            }
            return building.storeyList().stream()
                    .filter(storey -> storey.planAreaM2() != null
                            && byStorey.getOrDefault(storey.code(), BigDecimal.ZERO)
                                            .compareTo(storey.planAreaM2())
                                    > 0)
                    .findFirst()
                    .map(storey -> (storeysWithJoints.contains(storey.code())
                                    ? RatingNote.STOREY_OVERFULL_WITH_JOINTS
                                    : RatingNote.STOREY_OVERFULL)
                            .of(
                                    storey.code(),
                                    Fractions.plain(byStorey.get(storey.code())),
                                    Fractions.plain(storey.planAreaM2())));
        }

        private ItemMeasurement measured(
                MeasurementOutcome reading, BigDecimal numerator, BigDecimal denominator, String unit) {
            return new ItemMeasurement(
                    reading,
                    numerator,
                    denominator,
                    unit,
                    selections.isEmpty() ? null : tracked,
                    joints,
                    components,
                    held,
                    List.copyOf(declared),
                    selections,
                    List.copyOf(notes));
        }
    }
}
