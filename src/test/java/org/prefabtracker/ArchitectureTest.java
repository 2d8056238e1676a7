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
            .layer("report")
            .definedBy("..report..")
            .layer("evaluation")
            .definedBy("..evaluation..")
            .layer("rating")
            .definedBy("..rating..")
            .layer("tracking")
            .definedBy("..tracking..")
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
            .whereLayer("report")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("report", "demo")
            .whereLayer("rating")
            .mayOnlyBeAccessedByLayers("evaluation", "report", "share", "demo")
            .whereLayer("tracking")
            .mayOnlyBeAccessedByLayers("rating", "evaluation", "report", "share", "demo")
            .whereLayer("component")
            .mayOnlyBeAccessedByLayers("tracking", "rating", "evaluation", "report", "share", "demo")
            .whereLayer("project")
            .mayOnlyBeAccessedByLayers("component", "tracking", "rating", "evaluation", "report", "share", "demo")
            .whereLayer("catalogue")
            .mayOnlyBeAccessedByLayers(
                    "project", "component", "tracking", "rating", "evaluation", "report", "share", "demo")
            .whereLayer("region")
            .mayOnlyBeAccessedByLayers(
                    "catalogue", "project", "component", "tracking", "rating", "evaluation", "report", "share", "demo")
            .whereLayer("workbook")
            .mayOnlyBeAccessedByLayers(
                    "catalogue", "project", "component", "tracking", "rating", "evaluation", "report", "share", "demo")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers(
                    "workbook",
                    "catalogue",
                    "project",
                    "component",
                    "tracking",
                    "rating",
                    "evaluation",
                    "report",
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
                    "..rating..",
                    "..evaluation..",
                    "..region..",
                    "..report..",
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
