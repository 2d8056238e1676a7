package org.prefabtracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.persistence.Sql;

/** The few rules of docs/adr that really go wrong unless a machine holds them. */
@AnalyzeClasses(packages = "org.prefabtracker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Each may use those behind it, never one before it; all may use {@code shared} and {@code access}. */
    private static final List<String> PACKAGES = List.of(
            "web",
            "audit",
            "demo",
            "report",
            "plausibility",
            "requirement",
            "advice",
            "share",
            "evaluation",
            "rating",
            "tracking",
            "joint",
            "component",
            "project",
            "catalogue",
            "region",
            "workbook",
            "job");

    @ArchTest
    static final ArchRule packagesDependOneWay = packagesDependOneWay();

    private static ArchRule packagesDependOneWay() {
        LayeredArchitecture layers =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String name : PACKAGES) {
            layers = layers.layer(name).definedBy("org.prefabtracker." + name + "..");
        }
        for (int i = 0; i < PACKAGES.size(); i++) {
            LayeredArchitecture.LayerDependencySpecification layer = layers.whereLayer(PACKAGES.get(i));
            layers = i == 0
                    ? layer.mayNotBeAccessedByAnyLayer()
                    : layer.mayOnlyBeAccessedByLayers(PACKAGES.subList(0, i).toArray(String[]::new));
        }
        return layers;
    }

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("org.prefabtracker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ratingIsLayered = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rating")
            .definedBy("org.prefabtracker.rating")
            .layer("measure")
            .definedBy("org.prefabtracker.rating.measure")
            .layer("facts")
            .definedBy("org.prefabtracker.rating.facts")
            .layer("ruleset")
            .definedBy("org.prefabtracker.rating.ruleset")
            .whereLayer("rating")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("rating")
            .whereLayer("facts")
            .mayOnlyBeAccessedByLayers("rating", "measure")
            .whereLayer("ruleset")
            .mayOnlyBeAccessedByLayers("rating", "measure");

    @ArchTest
    static final ArchRule partsOfRatingAreFreeOfCycles =
            slices().matching("org.prefabtracker.rating.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule apachePoiStaysInsideWorkbooksAndSheets = noClasses()
            .that()
            .resideOutsideOfPackage("org.prefabtracker.workbook..")
            .and()
            .haveSimpleNameNotContaining("Sheet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.poi..");

    @ArchTest
    static final ArchRule numbersThatCountAreNeverDouble = noClasses()
            .that()
            .resideInAnyPackage(
                    "..catalogue..",
                    "..project..",
                    "..component..",
                    "..rating..",
                    "..evaluation..",
                    "..requirement..",
                    "..region..",
                    "..share..",
                    "..advice..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Double.class);

    /** Classes that make statements and have a better name than Store or Sql: they read, write, lock or find one kind of thing. */
    private static final Set<String> READERS_AND_WRITERS = Set.of(
            // joins between nouns
            "AsOfReader",
            "ComponentFactReader",
            "DeclarationsReader",
            "LotReader",
            "JointFactsReader",
            // the history of pieces
            "EventWriter",
            "HistoryReader",
            "LateEventFinder",
            "PieceLocker",
            "PieceStatesAsOf",
            "Progress",
            // the parts of the stores of components and joints
            "BillChecks",
            "BillImport",
            "ComponentCodeGenerator",
            "ComponentQueries",
            "JointCancellation",
            "JointChecks",
            "JointImport",
            // the audit and its seals
            "AuditReader",
            "AuditSealer",
            "AuditWriter",
            "SealedBatch",
            // checks of plausibility are SQL
            "SqlCheck",
            // marks that others set within their own statements
            "StaleBuildings",
            // the records of nouns find their rows
            "Building",
            "Project",
            // the unit of work
            "CopyWriter",
            "RowSecurity",
            "Transactions");

    /** SQL stands where the name of its class says so: docs/adr/0028. */
    @ArchTest
    static final ArchRule statementsAreMadeInStoresAndSqlClasses = noClasses()
            .that(new DescribedPredicate<>("are neither stores nor SQL classes") {
                @Override
                public boolean test(JavaClass type) {
                    JavaClass outer = type;
                    while (outer.getEnclosingClass().isPresent()) {
                        outer = outer.getEnclosingClass().get();
                    }
                    String name = outer.getSimpleName();
                    return !name.endsWith("Store") && !name.endsWith("Sql") && !READERS_AND_WRITERS.contains(name);
                }
            })
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Sql.class.getName());

    /** A handle that another class opens would be on another connection, or would outlive its transaction. */
    @ArchTest
    static final ArchRule handlesOfJdbiStayBehindSql = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Sql.class.getName())
            .and()
            .haveNameNotMatching(Pattern.quote(Sql.class.getName()) + "\\$.*")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Handle.class.getName());

    /** Tests set the clock, and every date is that of the configured time zone. */
    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("the time of the system is read") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getName().equals("now")
                            && call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
                }
            });

    @ArchTest
    static final ArchRule resourcesAreNamedSo = classes()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .haveSimpleNameEndingWith("Resource")
            .allowEmptyShould(true);

    /** Including the records within them. See docs/adr/0028. */
    @ArchTest
    static final ArchRule resourcesHaveNoSql = noClasses()
            .that()
            .haveNameMatching(".*Resource(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..");

    @ArchTest
    static final ArchRule entitiesHaveNoSql = noClasses()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule entitiesStayInThePackageOfTheirNoun = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should(new ArchCondition<>("be used in their own package only") {
                @Override
                public void check(JavaClass entity, ConditionEvents events) {
                    entity.getDirectDependenciesToSelf().stream()
                            .filter(use -> !use.getOriginClass().getPackage().equals(entity.getPackage()))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(entity, use.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule transactionsAreTheOnlyWayToATransaction = noClasses()
            .that()
            .resideOutsideOfPackage("org.prefabtracker.shared.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.transaction..", "io.quarkus.narayana..");

    /** Nothing checks them there: see docs/adr/0020. */
    @ArchTest
    static final ArchRule parametersOfResourcesCarryNoConstraints = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should(new ArchCondition<>("carry no constraints on parameters") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getParameters().stream()
                            .flatMap(parameter -> parameter.getAnnotations().stream())
                            .filter(annotation ->
                                    annotation.getRawType().getPackageName().startsWith("jakarta.validation"))
                            .forEach(annotation ->
                                    events.add(SimpleConditionEvent.violated(method, method + " has " + annotation)));
                }
            });

    private static final int MOST_COMPONENTS = 16;

    /** A longer list of values in a row invites to mix them up: what belongs together is a record of its own. */
    @ArchTest
    static final ArchRule recordsHaveAtMost16Components = classes()
            .that()
            .areAssignableTo(Record.class)
            .should(new ArchCondition<>("have at most " + MOST_COMPONENTS + " components") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long components = type.getFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                            .count();
                    if (components > MOST_COMPONENTS) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " has " + components));
                    }
                }
            });
}
