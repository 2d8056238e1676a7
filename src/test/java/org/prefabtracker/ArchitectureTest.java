package org.prefabtracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The few rules of docs/adr that really go wrong unless a machine holds them. */
@AnalyzeClasses(packages = "org.prefabtracker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("demo")
            .definedBy("..demo..")
            .layer("share")
            .definedBy("..share..")
            .layer("evaluation")
            .definedBy("..evaluation..")
            .layer("rating")
            .definedBy("..rating..")
            .layer("tracking")
            .definedBy("..tracking..")
            .layer("joint")
            .definedBy("..joint..")
            .layer("component")
            .definedBy("..component..")
            .layer("project")
            .definedBy("..project..")
            .layer("catalogue")
            .definedBy("..catalogue..")
            .layer("region")
            .definedBy("..region..")
            .layer("workbook")
            .definedBy("..workbook..")
            .layer("job")
            .definedBy("..job..")
            .layer("shared")
            .definedBy("..shared..")
            .layer("access")
            .definedBy("..access..")
            .whereLayer("demo")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("share")
            .mayOnlyBeAccessedByLayers("demo")
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("demo")
            .whereLayer("rating")
            .mayOnlyBeAccessedByLayers("evaluation", "share", "demo")
            .whereLayer("tracking")
            .mayOnlyBeAccessedByLayers("rating", "evaluation", "share", "demo")
            .whereLayer("joint")
            .mayOnlyBeAccessedByLayers("rating", "evaluation", "share", "demo")
            .whereLayer("component")
            .mayOnlyBeAccessedByLayers("joint", "tracking", "rating", "evaluation", "share", "demo")
            .whereLayer("project")
            .mayOnlyBeAccessedByLayers("joint", "component", "tracking", "rating", "evaluation", "share", "demo")
            .whereLayer("catalogue")
            .mayOnlyBeAccessedByLayers(
                    "project", "joint", "component", "tracking", "rating", "evaluation", "share", "demo")
            .whereLayer("region")
            .mayOnlyBeAccessedByLayers(
                    "catalogue", "project", "joint", "component", "tracking", "rating", "evaluation", "share", "demo")
            .whereLayer("workbook")
            .mayOnlyBeAccessedByLayers(
                    "catalogue", "project", "joint", "component", "tracking", "rating", "evaluation", "share", "demo")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers(
                    "workbook",
                    "catalogue",
                    "project",
                    "joint",
                    "component",
                    "tracking",
                    "rating",
                    "evaluation",
                    "share",
                    "demo")
            .withOptionalLayers(true);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("org.prefabtracker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule apachePoiStaysInsideTheSheets = noClasses()
            .that()
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
                    "..joint..",
                    "..rating..",
                    "..evaluation..",
                    "..region..",
                    "..share..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Double.class);

    @ArchTest
    static final ArchRule resourcesAreNamedSo = classes()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .haveSimpleNameEndingWith("Resource")
            .allowEmptyShould(true);
}
