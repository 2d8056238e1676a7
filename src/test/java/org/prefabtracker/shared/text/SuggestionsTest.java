package org.prefabtracker.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({"dry_run, dryRun", "DRYRUN, dryRun", "dry-rum, dryRun", "ｌｉｍｉｔ, limit", "lmit, limit", "limits, limit"})
    void findsWhatWasMeantInAnotherCaseOrWithATypingError(String typed, String meant) {
        assertThat(Suggestions.best(typed, List.of("limit", "cursor", "dryRun")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"质量t, 质量", "楼曾, 楼层", "砼体积m3, 砼体积"})
    void findsChineseNames(String typed, String meant) {
        assertThat(Suggestions.best(typed, List.of("楼层", "质量", "砼体积"))).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"q, p", "by, to", "colour, limit", "备注, 楼层", "'', limit"})
    void suggestsNothingThatIsFar(String typed, String known) {
        assertThat(Suggestions.nearest(typed, List.of(known))).isEmpty();
    }

    @Test
    void listsTheNearestFirstAndAtMostFive() {
        assertThat(Suggestions.nearest(
                        "storey", List.of("stor", "storeys", "storey", "store", "storeyX", "storeyXY", "stores")))
                .containsExactly("storey", "storeys", "store", "storeyX", "stores");
    }
}
