package org.prefabtracker.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreyNameTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1F, 1",
        "１Ｆ, 1",
        "F12, 12",
        "5层, 5",
        "5 层, 5",
        "第三层, 3",
        "一层, 1",
        "首层, 1",
        "十层, 10",
        "十二层, 12",
        "二十层, 20",
        "三十一层, 31",
        "B1, -1",
        "b2层, -2",
        "-1F, -1",
        "地下一层, -1",
        "负二层, -2",
        "地上3层, 3",
        "-3, -3"
    })
    void readsTheNumberOfAStorey(String name, int number) {
        assertThat(StoreyName.number(name)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"屋面层", "RF", "机房层", "", "夹层", "1-3", "5A", "一二层", "十十层", "二十三十"})
    void knowsNoNumberOfOtherStoreys(String name) {
        assertThat(StoreyName.number(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1~3 | 1-3",
                "1～3层 | 1-3",
                "1、2、3 | 1,2,3",
                "1-3,5 | 1-3,5",
                "1F-3F | 1-3",
                "一层至三层 | 1-3",
                "B2~-1 | -2--1",
                "-2-3 | -2-3",
                "3—17 | 3-17",
                "2，4；6-9 | 2,4,6-9",
                "一层和三层 | 1,3",
                "3 to 5 | 3-5",
                "屋面层 | 屋面层",
                "2,屋面层 | 2,屋面层",
                "3-17 | 3-17"
            })
    void readsListsAndRanges(String text, String ranges) {
        assertThat(StoreyName.ranges(text)).isEqualTo(ranges);
    }
}
