package org.prefabtracker.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @Test
    void isTheSameWhateverTheValuesAndHoweverManyElementsAListHas() throws JsonProcessingException {
        assertThat(differences("""
                {"code": "a", "n": 1, "next": null, "items": [{"x": true}], "none": []}""", """
                {"items": [{"y": 5}, {"x": false}], "code": "b", "next": null, "n": 2.5, "none": []}""")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1} | {} | /a is shown and not there",
                "{} | {'a': 1} | /a is there and not shown",
                "{'a': {'b': 1}} | {'a': {'b': '1'}} | /a/b is shown as NUMBER and is STRING",
                "{'a': 'x'} | {'a': null} | /a is shown as STRING and is NULL",
                "{'a': []} | {'a': [1]} | /a is empty in one of them",
                "{'a': [1]} | {'a': []} | /a is empty in one of them",
                "[{'a': 1}, {'b': 1}] | [{'a': 1}] | /1/a is there and not shown",
                "[{'a': [{'b': 1}]}] | [{'a': [{'c': 1}]}] | /0/a/0/b is shown and not there"
            })
    void tellsWhereAnExampleLies(String example, String answer, String difference) throws JsonProcessingException {
        assertThat(differences(example.replace('\'', '"'), answer.replace('\'', '"')))
                .contains(difference);
    }

    private static List<String> differences(String example, String answer) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        return Shape.differences(mapper.readTree(example), mapper.readTree(answer));
    }
}
