package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
                "CONTRACTOR | EDITOR    | CONNECT EXCHANGE HOLD INSTALL QC_FAIL RECEIVE REMOVE RETURN SCRAP STORE UNHOLD VOID",
                "CONTRACTOR | INSPECTOR | ACCEPT HOLD QC_FAIL UNHOLD VOID",
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

    /** The rows of the table of events in docs/access.md: event, kinds whose EDITOR reports it, kinds whose INSPECTOR does. */
    private static Map<String, Map<Role, Set<String>>> documented() throws IOException {
        Map<String, Map<Role, Set<String>>> documented = new TreeMap<>();
        List<String> lines = Files.readAllLines(Path.of("docs/access.md"));
        int header = lines.indexOf("| event | EDITOR of | INSPECTOR of |");
        for (String line : lines.subList(header + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            for (String event : cells[1].split(",")) {
                documented.put(event.strip(), Map.of(Role.EDITOR, kinds(cells[2]), Role.INSPECTOR, kinds(cells[3])));
            }
        }
        return documented;
    }

    private static Set<String> kinds(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableInTheDocumentIsWhatTheCodeAllows() throws IOException {
        Map<String, Map<Role, Set<String>>> allowed = new TreeMap<>();
        for (EventType type : EventType.values()) {
            allowed.put(type.name(), allowed(type, "CAST"));
        }
        allowed.put(
                "STEP " + ReportingPolicy.CONCEALED_CHECK, allowed(EventType.STEP, ReportingPolicy.CONCEALED_CHECK));
        assertThat(documented()).isEqualTo(allowed);
    }

    /** Of the kinds that may report at all, those that may report an event, by role. */
    private static Map<Role, Set<String>> allowed(EventType type, String step) {
        Map<Role, Set<String>> allowed = new EnumMap<>(Role.class);
        for (Role role : List.of(Role.EDITOR, Role.INSPECTOR)) {
            allowed.put(
                    role,
                    Arrays.stream(OrganisationKind.values())
                            .filter(kind -> kind.isParty() && kind != OrganisationKind.REVIEWER)
                            .filter(kind -> ReportingPolicy.may(type, step, EnumSet.of(kind), EnumSet.of(role)))
                            .map(OrganisationKind::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return allowed;
    }

    @ParameterizedTest
    @CsvSource({"FACTORY, INSPECTOR, true", "SUPERVISOR, INSPECTOR, true", "SUPERVISOR, EDITOR, false"})
    void anInspectorChecksWhatWillBeConcealed(OrganisationKind party, Role role, boolean may) {
        assertThat(ReportingPolicy.may(
                        EventType.STEP, ReportingPolicy.CONCEALED_CHECK, EnumSet.of(party), EnumSet.of(role)))
                .isEqualTo(may);
    }
}
