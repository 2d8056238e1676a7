package org.prefabtracker.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.NoteCode;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.workbook.WorkbookFile;

class ComplianceColumnsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T00:00:00Z");

    private static String row(
            ComplianceStatus state,
            ComplianceResult.Data data,
            List<ComplianceResult.Lack> lacks,
            List<Rating.Prerequisite> unmet)
            throws IOException {
        Requirement requirement = new Requirement(
                "R-1",
                null,
                "cn",
                new RequiredMeasure.Percent(BigDecimal.TEN),
                new Requirement.Source("d", null),
                Lens.DESIGN,
                null,
                null,
                null);
        Compliance.OfBuilding building = new Compliance.OfBuilding(
                "1#",
                state,
                new Compliance.Reached(null, Lens.DESIGN, null, null, null, null, null, data, "/r"),
                lacks,
                unmet,
                null,
                List.of(),
                List.of());
        Compliance compliance = new Compliance(
                new RequirementStore.Recorded(requirement, 1, null, null, null), state, state.met(), List.of(building));
        return WorkbookFile.exported(
                ComplianceColumns.layout(
                        new ComplianceTimeline(new BitemporalPoint(null, null), NOW, ZoneOffset.UTC, 0)),
                new ComplianceColumns.Row(compliance, building));
    }

    static Stream<NoteCode> codes() {
        return Stream.concat(Stream.of(RatingNote.values()), Stream.of(ComplianceNote.values()));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyReasonForMissingDataIsInBothLanguages(NoteCode code) throws IOException {
        Note note = new Note(
                code,
                code.arguments().stream()
                        .<Object>map(argument -> "<" + argument + ">")
                        .toList());
        ComplianceResult.Lack lack = new ComplianceResult.Lack("q1a", Rating.Status.MISSING, note);
        String both = note.in(Language.ZH) + " / " + note.in(Language.EN);
        assertThat(row(ComplianceStatus.NOT_MET, ComplianceResult.Data.MISSING, List.of(lack, lack), List.of()))
                .contains("|" + both + "; " + both + "|");
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsInBothLanguages(ComplianceStatus state) throws IOException {
        assertThat(row(state, ComplianceResult.Data.COMPLETE, List.of(), List.of()))
                .contains("|" + state.zh() + " / " + state + "|");
    }

    @ParameterizedTest
    @EnumSource
    void everyStateOfTheDataIsInBothLanguages(ComplianceResult.Data data) throws IOException {
        assertThat(row(ComplianceStatus.NOT_MET, data, List.of(), List.of()))
                .contains("|" + data.zh() + " / " + data + "|");
    }

    @Test
    void anUnmetPrerequisiteIsInBothLanguages() throws IOException {
        assertThat(row(
                        ComplianceStatus.NOT_MET,
                        ComplianceResult.Data.COMPLETE,
                        List.of(),
                        List.of(new Rating.Prerequisite("p", "全装修", "full decoration", false, null))))
                .contains("|全装修 / full decoration|");
    }
}
