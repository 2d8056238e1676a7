package org.prefabtracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.json.Json;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

class ValidatingBodyReaderTest {

    enum Colour {
        RED,
        BLUE
    }

    record Wall(
            @NotNull @Code String code, @Positive BigDecimal areaM2, Colour colour, LocalDate castOn, Boolean outer) {
        Wall {
            code = Codes.normalise(code);
        }
    }

    record House(
            @NotBlank String name,
            Integer storeys,
            @Valid List<@NotNull Wall> walls,
            LocalDate builtOn,
            Map<String, String> notes,
            JsonNode extra) {

        @AssertTrue(message = "a house with walls says its storeys")
        boolean isConsistent() {
            return walls == null || storeys == null || storeys > 0;
        }
    }

    private final ValidatingBodyReader body = new ValidatingBodyReader();

    ValidatingBodyReaderTest() {
        body.mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new Json().customize(body.mapper);
        body.validator = Constraints.validator();
    }

    @Test
    void readsDecimalsExactlyAndNormalisesCodes() throws IOException {
        House house = read("""
                {"name": "h", "walls": [{"code": " １＃ ", "areaM2": 12345678.123456789}]}""");
        assertThat(house.walls().get(0).code()).isEqualTo("1#");
        assertThat(house.walls().get(0).areaM2()).isEqualTo(new BigDecimal("12345678.123456789"));
    }

    @Test
    void answersEveryFaultOfEveryKindAtOnceWithItsPlace() {
        HttpProblem problem = refusal("""
                {"storeys": "three", "walls": [
                  {"code": "a b", "areaM2": -1},
                  {"code": "w2", "areaM2": "wide", "colour": "GREEN", "castOn": "yesterday", "outer": 1, "glue": {"x": [1]}},
                  {"code": 7, "colour": {"r": 1}}]}""");
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(problem.getParameters()).containsEntry("totalErrors", 11L);
        assertThat(json(problem)).containsExactlyInAnyOrder("""
                {"pointer":"/name","code":"REQUIRED","message":"must not be blank"}""", """
                {"pointer":"/storeys","value":"three","code":"WRONG_TYPE","message":"expected a whole number"}""", """
                {"pointer":"/walls/0/code","value":"a b","code":"BAD_CODE","message":"1 to 64 letters, digits or # - _ . * × ( ) + ~ □; not . .. import export copy"}""", """
                {"pointer":"/walls/0/areaM2","value":-1,"code":"OUT_OF_RANGE","message":"must be greater than 0"}""", """
                {"pointer":"/walls/1/areaM2","value":"wide","code":"WRONG_TYPE","message":"expected a number"}""", """
                {"pointer":"/walls/1/colour","value":"GREEN","code":"UNKNOWN_VALUE","message":"expected one of RED, BLUE"}""", """
                {"pointer":"/walls/1/castOn","value":"yesterday","code":"WRONG_TYPE","message":"expected a date such as 2026-05-04, from 1900 to 2200"}""", """
                {"pointer":"/walls/1/outer","value":"1","code":"WRONG_TYPE","message":"expected true or false"}""", """
                {"pointer":"/walls/1/glue","code":"UNKNOWN_FIELD","message":"no such field: glue"}""", """
                {"pointer":"/walls/2/code","value":"7","code":"WRONG_TYPE","message":"expected text"}""", """
                {"pointer":"/walls/2/colour","code":"WRONG_TYPE","message":"expected one of RED, BLUE"}""");
    }

    @Test
    void callsABodyThatIsNoJsonUnreadableAndNamesThePlace() {
        HttpProblem problem = refusal("{\"name\": ");
        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getDetail())
                .startsWith("The body is not valid JSON at line 1")
                .doesNotContain("Exception");
    }

    @Test
    void refusesAnEmptyBodyTrailingTextAndControlCharacters() {
        assertThat(refusal("").getStatusCode()).isEqualTo(400);
        assertThat(refusal("{\"name\": \"a\"} x").getStatusCode()).isEqualTo(400);
        assertThat(refusal("{\"name\": \"a\\u0000b\"}").getStatusCode()).isEqualTo(422);
    }

    @Test
    void namesEveryFieldThatIsGivenTwiceWithItsPlace() {
        HttpProblem problem = refusal("""
                {"name": "a", "walls": [{"code": "w1", "areaM2": 1, "are\\u0061M2": 2, "glue": {"x": 1, "x": 2}}, {"code": "w2"}], "name": "a",
                 "extra": {"deep": [{"x": 1, "y": {"x": 3}, "x": 2}]}, "notes": {"k": "1", "K": "2", "k": "3"}, "storeys": -1}""");
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(json(problem)).contains("""
                {"pointer":"/name","code":"DUPLICATE","message":"the field name is given twice; give it once"}""", """
                {"pointer":"/walls/0/areaM2","code":"DUPLICATE","message":"the field areaM2 is given twice; give it once"}""", """
                {"pointer":"/walls/0/glue/x","code":"DUPLICATE","message":"the field x is given twice; give it once"}""", """
                {"pointer":"/extra/deep/0/x","code":"DUPLICATE","message":"the field x is given twice; give it once"}""", """
                {"pointer":"/notes/k","code":"DUPLICATE","message":"the field k is given twice; give it once"}""");
    }

    @Test
    void takesAnEnumInAnyCaseWidthAndSpacing() throws IOException {
        assertThat(read("{\"name\": \"h\", \"walls\": [{\"code\": \"w\", \"colour\": \" ｒed\"}]}")
                        .walls()
                        .get(0)
                        .colour())
                .isEqualTo(Colour.RED);
    }

    @Test
    void suggestsTheFieldAndTheValueThatWereMeant() {
        assertThat(json(refusal(
                        "{\"name\": \"h\", \"Storeys\": 1, \"walls\": [{\"code\": \"w\", \"colour\": \"blu\"}]}")))
                .containsExactlyInAnyOrder("""
                {"pointer":"/Storeys","code":"UNKNOWN_FIELD","message":"no such field: Storeys","didYouMean":"storeys"}""", """
                {"pointer":"/walls/0/colour","value":"blu","code":"UNKNOWN_VALUE","message":"expected one of RED, BLUE","didYouMean":"BLUE"}""");
    }

    record Crew(@NotEmpty Set<@NotNull Colour> colours, Map<Colour, @NotNull BigDecimal> areas) {}

    @Test
    void aWrongElementOfASetIsOneFault() throws IOException {
        assertThat(json(refusal(Crew.class, "{\"colours\": [\"BOSS\"]}"))).containsExactly("""
                {"pointer":"/colours/0","value":"BOSS","code":"UNKNOWN_VALUE","message":"expected one of RED, BLUE"}""");
        assertThat(json(refusal(Crew.class, "{\"colours\": [null]}"))).hasSize(1);
        assertThat(json(refusal(Crew.class, "{\"colours\": []}"))).hasSize(1);
        assertThat(json(refusal(Crew.class, "{\"colours\": [\"RED\", 5, \"x\"]}")))
                .hasSize(2);
    }

    @Test
    void aWrongKeyIsOneFaultAndTheSameKeyInAnotherSpellingIsGivenTwice() throws IOException {
        assertThat(json(refusal(Crew.class, "{\"colours\": [\"RED\"], \"areas\": {\"GREEN\": 1}}")))
                .containsExactly("""
                {"pointer":"/areas/GREEN","value":"GREEN","code":"UNKNOWN_VALUE","message":"expected one of RED, BLUE"}""");
        assertThat(json(refusal(Crew.class, "{\"colours\": [\"RED\"], \"areas\": {\"RED\": 1, \"red\": 2}}")))
                .hasSize(1)
                .allMatch(violation -> violation.contains("DUPLICATE"));
        assertThat(json(refusal(Crew.class, "{\"colours\": [\"RED\"], \"areas\": {\"red\": 1, \"RED\": 2}}")))
                .hasSize(1)
                .allMatch(violation -> violation.contains("DUPLICATE"));
    }

    @Test
    void findsTextThatCannotBeStoredInKeysAndInWhatIsKeptAsSent() {
        HttpProblem problem = refusal("""
                {"name": "h", "notes": {"a\\u0000": "b"}, "extra": {"deep": [{"x": "y\\u0001"}]}}""");
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(json(problem)).hasSize(2).allMatch(violation -> violation.contains("BAD_TEXT"));
        assertThat(json(problem).get(0)).contains("/extra/deep/0/x");
    }

    @Test
    void reportsUnknownFieldsAtTheirOwnLocation() {
        assertThat(json(refusal("""
                {"roof": 1, "name": "h", "walls": [{"code": "w1"}, {"glue": {"x": [1]}, "code": "w2"}], "storeys": 2}"""))).containsExactlyInAnyOrder("""
                        {"pointer":"/roof","code":"UNKNOWN_FIELD","message":"no such field: roof"}""", """
                        {"pointer":"/walls/1/glue","code":"UNKNOWN_FIELD","message":"no such field: glue"}""");
    }

    @Test
    void tellsFaultsInOneOrderWhateverMembersAreCalled() {
        HttpProblem problem = refusal("{\"1a\": 1, \"10\": 1, \"9\": 1, \"name\": \"h\"}");
        assertThat(json(problem))
                .extracting(violation -> violation.substring(0, violation.indexOf(",\"code")))
                .containsExactly("{\"pointer\":\"/9\"", "{\"pointer\":\"/10\"", "{\"pointer\":\"/1a\"");
    }

    @Test
    void refusesImplausibleYears() {
        for (String date : List.of("20026-05-04", "+20026-05-04", "1026-05-04", "-0500-01-01")) {
            assertThat(refusal("{\"name\": \"h\", \"builtOn\": \"" + date + "\"}")
                            .getStatusCode())
                    .isEqualTo(422);
        }
    }

    @Test
    void pointsAtTheWholeObjectWhereNoSingleFieldIsWrong() {
        assertThat(json(refusal("{\"name\": \"h\", \"storeys\": 0, \"walls\": []}")))
                .containsExactly("""
                {"pointer":"","code":"INCONSISTENT","message":"a house with walls says its storeys"}""");
    }

    @Test
    void survivesNumbersAndNestingMadeToHurt() {
        assertThat(refusal("{\"name\": \"h\", \"storeys\": 99999999999999999999}")
                        .getStatusCode())
                .isEqualTo(422);
        assertThat(refusal("{\"name\": \"h\", \"walls\": [{\"code\": \"w\", \"areaM2\": -1e999999999}]}")
                        .getStatusCode())
                .isEqualTo(422);
        assertThat(refusal("[".repeat(5000)).getStatusCode()).isIn(400, 422);
    }

    private House read(String json) throws IOException {
        return (House) read(House.class, json);
    }

    private Object read(Class<?> type, String json) throws IOException {
        return body.readFrom(
                (Class) type, type, null, null, null, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpProblem refusal(String json) {
        return catchThrowableOfType(HttpProblem.class, () -> read(json));
    }

    private HttpProblem refusal(Class<?> type, String json) {
        return catchThrowableOfType(HttpProblem.class, () -> read(type, json));
    }

    private List<String> json(HttpProblem problem) {
        return ((List<?>) problem.getParameters().get("errors"))
                .stream()
                        .map(violation -> {
                            try {
                                return body.mapper.writeValueAsString(violation);
                            } catch (JsonProcessingException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .toList();
    }
}
