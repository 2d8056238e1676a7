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
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Set;

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

    /** What makes a statement of SQL out of a handle. */
    private static final Set<String> STATEMENTS = Set.of(
            "createQuery",
            "createUpdate",
            "createBatch",
            "prepareBatch",
            "createScript",
            "createCall",
            "select",
            "execute");

    /** Classes that make statements and have a better name than Store or Sql: they read, write, lock or find one kind of thing. */
    private static final Set<String> READERS_AND_WRITERS = Set.of(
            // joins between nouns
            "AsOfReader",
            "FactsReader",
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
            "SealVerifier",
            "SealedBatch",
            // checks of plausibility are SQL
            "SqlCheck",
            // marks that others set within their own statements
            "StaleBuildings",
            // keys of nouns
            "Building",
            "Project",
            // the unit of work
            "CopyWriter",
            "RowSecurity",
            "Transactions");

    /** Classes whose SQL is still to move to a store; the list only gets shorter. */
    private static final Set<String> CLASSES_WITH_SQL = Set.of(
            "Account",
            "ComponentSheet",
            "EventIngestion",
            "EventSerializer",
            "JointSheet",
            "JointVersion",
            "PasswordAuthenticator",
            "ProjectMembership",
            "ReportingPolicy",
            "WorkbookImporter");

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
                    return !name.endsWith("Store")
                            && !name.endsWith("Sql")
                            && !READERS_AND_WRITERS.contains(name)
                            && !CLASSES_WITH_SQL.contains(name);
                }
            })
            .should()
            .callMethodWhere(new DescribedPredicate<>("a statement is made") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().getFullName().equals("org.jdbi.v3.core.Handle")
                            && STATEMENTS.contains(call.getName());
                }
            });

    @ArchTest
    static final ArchRule resourcesAreNamedSo = classes()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .haveSimpleNameEndingWith("Resource")
            .allowEmptyShould(true);

    /** Resources whose SQL is still to move to a store; the list only gets shorter. */
    private static final Set<String> RESOURCES_WITH_SQL = Set.of(
            "AdviceResource",
            "AuditResource",
            "BuildingRatingsResource",
            "BuildingResource",
            "BuildingRuleSetResource",
            "ComplianceResource",
            "ComponentCopyResource",
            "ComponentPatchResource",
            "ComponentResource",
            "ComponentWorkbookResource",
            "CrossProjectEventResource",
            "EvaluationResource",
            "EventResource",
            "FindingResource",
            "JointListResource",
            "JointResource",
            "JointWorkbookResource",
            "ProgressResource",
            "ProjectResource",
            "RatingResource",
            "ReportResource",
            "RequirementResource",
            "RuleSetImpactResource",
            "SensitivityResource",
            "ShareResource",
            "SpecResource",
            "StatementResource",
            "TagResource",
            "TakeOffResource",
            "TakeOffWorkbookResource",
            "WhatIfResource");

    /** See docs/adr/0028. */
    @ArchTest
    static final ArchRule resourcesHaveNoSql = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .and(DescribedPredicate.describe(
                    "are not listed", type -> !RESOURCES_WITH_SQL.contains(type.getSimpleName())))
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
            .resideInAnyPackage("jakarta.transaction..", "io.quarkus.narayana..")
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "it begins a transaction of Jdbi",
                    call -> call.getTargetOwner().getPackageName().equals("org.jdbi.v3.core")
                            && Set.of("inTransaction", "useTransaction", "begin")
                                    .contains(call.getName())));

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
}
