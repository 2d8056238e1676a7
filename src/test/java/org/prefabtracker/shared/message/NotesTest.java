package org.prefabtracker.shared.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.RatingNote;

class NotesTest {

    /** An English word; units and names of formats are not words. */
    private static final Pattern ENGLISH =
            Pattern.compile("\\b(?!(mm|MB|UTF|GB18030|CSV|XML|JSON|Excel|xls|xlsx|xlsm|xlsb|ods)\\b)[A-Za-z]{2,}");

    /** The codes of all packages. */
    private static final List<NoteCode> CODES = find();

    static List<NoteCode> codes() {
        return CODES;
    }

    private static List<NoteCode> find() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.prefabtracker").stream()
                        .filter(each -> each.isAssignableTo(NoteCode.class) && each.isEnum())
                        .map(JavaClass::reflect)
                        .flatMap(each -> Arrays.stream(each.getEnumConstants()))
                        .map(NoteCode.class::cast)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasATextInBothLanguagesThatShowsEveryValue(NoteCode code) {
        List<Object> values = code.arguments().stream()
                .<Object>map(argument -> "<" + argument + ">")
                .toList();
        Note note = new Note(code, values);
        for (Language language : Language.values()) {
            assertThat(note.in(language)).isNotBlank().doesNotContain("{", "}");
            values.forEach(value -> assertThat(note.in(language)).contains(value.toString()));
        }
        assertThat(note.in(Language.ZH).replaceAll("<\\w+>", "")).doesNotContainPattern(ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTextBelongsToACode(Language language) {
        assertThat(new TreeSet<>(Texts.of("messages/notes", language).keys()))
                .isEqualTo(codes().stream().map(NoteCode::key).collect(Collectors.toCollection(TreeSet::new)));
    }

    static Stream<Note> numbers() {
        return Stream.of("1234567.25", "0.10", "1E+3", "0")
                .map(number -> RatingNote.PLAN_AREA_BELOW_STOREYS.of(new BigDecimal(number)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersHaveNoGroupingAndNoExponent(Note note) {
        String number = ((BigDecimal) note.values().get(0)).toPlainString();
        assertThat(note)
                .hasToString("the declared planArea is below the sum of the storeys' plan areas, " + number + " m2");
        assertThat(note.in(Language.ZH)).isEqualTo("申报的建筑平面总面积小于各层平面面积之和 " + number + " m²");
    }

    @Test
    void insertsTextsOfUsersUnchanged() {
        Note note = RatingNote.STOREY_OVERFULL.of("$1 {planArea} \\", BigDecimal.ONE, BigDecimal.TEN);
        assertThat(note).hasToString("storey $1 {planArea} \\: components cover 1 m2 of a plan area of 10 m2");
    }

    @Test
    void jsonHasTheEnglishText() throws JsonProcessingException {
        Note note = RatingNote.NONE_DECLARED.of(List.of(DeclaredQuantity.KITCHEN_AREA, DeclaredQuantity.BATHROOM_AREA));
        assertThat(new ObjectMapper().writeValueAsString(Map.of("message", note)))
                .isEqualTo("{\"message\":\"kitchenArea, bathroomArea are not declared\"}");
    }

    @Test
    void refusesANoteWithTooFewValues() {
        assertThatThrownBy(RatingNote.NOT_DECLARED::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RatingNote.NOT_DECLARED takes [measure], not []");
    }
}
