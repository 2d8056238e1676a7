package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeTest {

    /** One letter per stage reached, in the order of {@link Stage}: D R I P S V(delivered) N(installed) A X, - refused. */
    @ParameterizedTest
    @CsvSource({
        "RELEASE, R--------",
        "STEP, -II------",
        "QC_PASS, -PPP-V---",
        "QC_FAIL, DRIPSVNA-",
        "HOLD, DRIPSVNA-",
        "UNHOLD, DRIPSVNA-",
        "REWORK, ---I-----",
        "STORE, --IPSV---",
        "SEND_OUT, --IP-----",
        "TAKE_BACK, --IP-----",
        "SHIP, ---S-----",
        "RECEIVE, ----V----",
        "RETURN, ----PP---",
        "INSTALL, -----N---",
        "CONNECT, ------N--",
        "ACCEPT, ------A--",
        "REMOVE, ------VV-",
        "EXCHANGE, -RIPSV---",
        "SCRAP, -XXXXXXX-",
        "VOID, ---------"
    })
    void leadsFromEveryStageOnlyWhereTheLifeOfAPieceAllows(EventType type, String reached) {
        for (Stage stage : Stage.values()) {
            int letter = "DRIPSVNAX".indexOf(reached.charAt(stage.ordinal()));
            Optional<Stage> expected = letter < 0 ? Optional.empty() : Optional.of(Stage.values()[letter]);
            assertThat(type.from(stage)).as("%s at %s", type, stage).isEqualTo(expected);
        }
    }
}
