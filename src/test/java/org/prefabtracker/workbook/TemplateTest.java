package org.prefabtracker.workbook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.problem.Violations;

/** {@code -Dtemplates.write=true} writes the committed files anew. */
@DatabaseTest
class TemplateTest {

    private static final Path COMMITTED = Path.of("import-templates");

    @Inject
    @All
    List<WorkbookImport<?>> nouns;

    @Inject
    Validator validator;

    @Test
    void areWhatTheColumnDefinitionsSay() throws IOException {
        assertThat(nouns).isNotEmpty();
        for (WorkbookImport<?> noun : nouns) {
            String name = noun.layout().name() + ".xlsx";
            byte[] served = given().get("/api/v1/templates/" + name)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            if (Boolean.getBoolean("templates.write")) {
                Files.createDirectories(COMMITTED);
                Files.write(COMMITTED.resolve(name), served);
            }
            assertThat(contents(Files.readAllBytes(COMMITTED.resolve(name)))).isEqualTo(contents(served));
        }
        given().get("/api/v1/templates/none.xlsx").then().statusCode(404);
    }

    @Test
    void areReadAsNothingForTheirRowsAreExamples() throws IOException {
        for (WorkbookImport<?> noun : nouns) {
            List<Object> rows = new ArrayList<>();
            Violations violations = new Violations();
            Path file = COMMITTED.resolve(noun.layout().name() + ".xlsx");
            new WorkbookRows<>(noun.layout(), file, Integer.MAX_VALUE, false, validator, done -> {})
                    .read((line, row) -> rows.add(row), violations);
            assertThat(rows).isEmpty();
            assertThat(violations.kept()).isEmpty();
        }
    }

    @Test
    void showExamplesThatAreValid() {
        for (WorkbookImport<?> noun : nouns) {
            for (Object example : noun.layout().examples()) {
                assertThat(validator.validate(example)).isEmpty();
            }
        }
    }

    private static String contents(byte[] file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            StringBuilder contents = new StringBuilder(WorkbookFile.shown(workbook));
            for (Sheet sheet : workbook) {
                sheet.getDataValidations().forEach(list -> contents.append(
                                list.getRegions().getCellRangeAddresses()[0].formatAsString())
                        .append(' ')
                        .append(list.getValidationConstraint().getFormula1())
                        .append('\n'));
                contents.append(sheet.getPaneInformation() == null ? "" : "frozen\n");
            }
            return contents.toString();
        }
    }
}
