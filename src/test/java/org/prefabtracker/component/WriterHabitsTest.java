package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.DatabaseTest;

/** A file is read with the same values whatever program wrote it: against the stored bill nothing of it is a change. */
@DatabaseTest
class WriterHabitsTest {

    private static boolean stored;

    /** Once: nothing here changes what is stored. */
    @BeforeEach
    void store() {
        if (stored) {
            return;
        }
        stored = true;
        operator().store("/api/v1/specs", """
                {"code": "CW-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1}}""");
        operator().store("/api/v1/projects", "{\"code\": \"CW\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store("/api/v1/projects/CW/buildings", """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        operator().post("/api/v1/projects/CW/components", """
                        {"components": [
                         {"code": "CW-1", "building": "1#", "storey": "1", "spec": "CW-SLAB", "position": "A-B/3-4", "exterior": true,
                          "quantities": {"massKg": 900.5, "concreteVolumeM3": 0.361152}},
                         {"code": "CW-2", "building": "1#", "storey": "2", "spec": "CW-SLAB", "position": "甲 & <乙> \\"丙\\"", "exterior": false,
                          "quantities": {"massKg": 1500, "concreteVolumeM3": 1.5}},
                         {"code": "007", "building": "1#", "storey": "3", "spec": "CW-SLAB"}]}""").statusCode(200);
    }

    static Stream<WriterHabits.Habit> habits() {
        return WriterHabits.all();
    }

    @ParameterizedTest
    @MethodSource("habits")
    void isReadWithTheSameValues(WriterHabits.Habit habit) {
        Response answer = tried(habit.file());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        JsonPath counts = answer.jsonPath();
        assertThat(List.of(counts.getInt("created"), counts.getInt("updated"), counts.getInt("unchanged")))
                .as("created, updated, unchanged")
                .containsExactly(0, 0, WriterHabits.BILL.length);
    }

    @Test
    void everyValueThatDiffersIsAChange() {
        for (String[] edit : new String[][] {
            {"<t>A-B/3-4</t>", "<t>A-B/3-5</t>"},
            {"<v>900.5</v>", "<v>900.6</v>"},
            {"<v>0.361152</v>", "<v>0.361153</v>"},
            {"t=\"b\"><v>1</v>", "t=\"b\"><v>0</v>"}
        }) {
            byte[] file = HabitFile.of(HabitFile.Cells.INLINE)
                    .replace(HabitFile.SHEET, edit[0], edit[1])
                    .zip();
            assertThat(tried(file).jsonPath().getInt("updated")).as(edit[1]).isEqualTo(1);
        }
    }

    @Test
    void whatIsHiddenOrBelowTheTableIsLeftOutAndSaid() {
        HabitFile file = HabitFile.of(HabitFile.Cells.INLINE)
                .edit(HabitFile.SHEET, xml -> xml.replace("</sheetData>", """
                        <row r="5" hidden="true"><c r="A5" t="str"><v>CW-9</v></c><c r="B5" t="str"><v>1#</v></c><c r="C5"><v>1</v></c><c r="D5" t="str"><v>CW-SLAB</v></c></row>\
                        <row r="6"><c r="A6" t="str"><v>合计</v></c><c r="G6"><f>SUM(G2:G4)</f><v>2400.5</v></c></row></sheetData>"""))
                .replace(
                        HabitFile.WORKBOOK,
                        "</sheets>",
                        "<sheet name=\"旧版\" sheetId=\"2\" state=\"hidden\" r:id=\"rId1\"/></sheets>");
        Map<String, Object> answer = tried(file.zip()).jsonPath().getMap("$");
        assertThat(answer)
                .containsEntry("unchanged", 3)
                .containsEntry("created", 0)
                .containsEntry("hiddenSheets", List.of("旧版"));
        assertThat(answer.get("hiddenRows").toString()).contains("row=5");
        assertThat(answer.get("leftOutRows").toString()).contains("count=1");
    }

    /** Nothing is taken for a value that is none: what is wrong is said with its cell. */
    @Test
    void valuesOfFormulasThatAreMissingOrFailedAreFaults() {
        for (String[] fault : new String[][] {
            {"<f>1+1</f>", "was not calculated"},
            {"<f>1+1</f><v></v>", "was not calculated"},
            {"<f>1/0</f><v>#DIV/0!</v>", "formula"}
        }) {
            boolean error = fault[0].contains("#");
            byte[] file = HabitFile.of(HabitFile.Cells.INLINE)
                    .replace(
                            HabitFile.SHEET,
                            "<c r=\"G2\"><v>900.5</v>",
                            "<c r=\"G2\"" + (error ? " t=\"e\"" : "") + ">" + fault[0])
                    .zip();
            Response answer = tried(file);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.jsonPath().getList("errors.column")).isEqualTo(List.of("G"));
            assertThat(answer.jsonPath().getString("errors[0].message")).contains(fault[1]);
        }
    }

    private static Response tried(byte[] file) {
        return given().multiPart("file", "bill.xlsx", file)
                .header("Accept-Language", "en")
                .queryParam("dryRun", true)
                .post("/api/v1/projects/CW/components/import");
    }
}
