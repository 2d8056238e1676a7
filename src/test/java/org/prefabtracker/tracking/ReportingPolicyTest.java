package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.Role;

class ReportingPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DESIGNER   | EDITOR    | RELEASE VOID",
                "DESIGNER   | INSPECTOR | VOID",
                "DESIGNER   | VIEWER    | ''",
                "DESIGNER   | ADMIN     | ''",
                "OWNER      | EDITOR    | RELEASE VOID",
                "FACTORY    | EDITOR    | HOLD QC_FAIL REWORK SCRAP SEND_OUT SHIP STEP STORE TAKE_BACK UNHOLD VOID",
                "FACTORY    | INSPECTOR | HOLD QC_FAIL QC_PASS UNHOLD VOID",
                "CONTRACTOR | EDITOR    | CONNECT EXCHANGE HOLD INSTALL QC_FAIL RECEIVE RELEASE REMOVE RETURN SCRAP STORE UNHOLD VOID",
                "CONTRACTOR | INSPECTOR | ACCEPT HOLD QC_FAIL QC_PASS UNHOLD VOID",
                "SUPERVISOR | EDITOR    | HOLD QC_FAIL UNHOLD VOID",
                "SUPERVISOR | INSPECTOR | ACCEPT HOLD QC_FAIL QC_PASS UNHOLD VOID WITNESS",
                "REVIEWER   | EDITOR    | VOID",
            })
    void everyKindMayReportItsOwnEvents(OrganisationKind party, Role role, String events) {
        Set<String> may = Arrays.stream(EventType.values())
                .filter(type -> ReportingPolicy.may(type, "CAST", EnumSet.of(party), EnumSet.of(role)))
                .map(EventType::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(String.join(" ", may)).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource({"FACTORY, INSPECTOR, true", "SUPERVISOR, INSPECTOR, true", "SUPERVISOR, EDITOR, false"})
    void anInspectorChecksWhatWillBeConcealed(OrganisationKind party, Role role, boolean may) {
        assertThat(ReportingPolicy.may(
                        EventType.STEP, ReportingPolicy.CONCEALED_CHECK, EnumSet.of(party), EnumSet.of(role)))
                .isEqualTo(may);
    }
}
