package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Texts;

/** The texts of a report exist in both languages, and the code uses all of them. */
class ReportTextsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/prefabtracker/report");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern KEY = Pattern.compile("\"([a-z]\\w*(?:\\.\\w+)?)\"");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z]\\w+\\.\\w+");

    private static Texts texts(Language language) {
        return Texts.of("messages/report", language);
    }

    static Stream<String> keys() {
        return texts(Language.EN).keys().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachTextHasTheSameValuesInBothLanguages(String key) {
        assertThat(placeholders(key, Language.ZH)).isEqualTo(placeholders(key, Language.EN));
    }

    private static List<String> placeholders(String key, Language language) {
        String text = texts(language).text(key, "{0}", "{1}", "{2}", "{3}");
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(texts(Language.ZH).keys()).isEqualTo(texts(Language.EN).keys());
    }

    @Test
    void theCodeUsesEveryText() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                KEY.matcher(Files.readString(file)).results().forEach(key -> used.add(key.group(1)));
            }
        }
        assertThat(used)
                .containsAll(
                        keys().filter(key -> !CONSTANT.matcher(key).matches()).toList());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyConstantOfAClosedSetHasAName(Language language) {
        Vocabulary names = new Vocabulary(language);
        RuleSet rules = CalculationLawsTest.rules();
        Stream.<Enum<?>>of(
                        DeclaredQuantity.Role.FACT,
                        Rating.Status.SCORED,
                        rules.items().findFirst().orElseThrow().basis(),
                        rules.settings().ties(),
                        rules.settings().ratioRounding(),
                        rules.settings().gaps(),
                        rules.settings().compositeVertical(),
                        Settings.Mode.DOWN)
                .flatMap(value -> Arrays.stream(value.getDeclaringClass().getEnumConstants()))
                .forEach(value -> assertThat(names.name((Enum<?>) value)).isNotBlank());
    }
}
