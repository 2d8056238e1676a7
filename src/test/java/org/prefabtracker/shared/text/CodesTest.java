package org.prefabtracker.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1#",
                "1#-05-DBS-017",
                "DBS1-67-3620-31",
                "HN400x200x8x13",
                "HW200×200",
                "叠合板(A)",
                "～",
                "□100",
                "Ｙ３"
            })
    void takesTheCodesOfTheTrade(String code) {
        assertThat(Codes.isValid(Codes.normalise(code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a/b", "a\\b", ".", "..", "import", "export", "copy", "a\u0000", "a\u200b", "a?", "x;y"
            })
    void refusesWhatWouldBreakAPathOrHide(String code) {
        assertThat(Codes.isValid(Codes.normalise(code))).isFalse();
    }
}
