package org.prefabtracker.shared.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.text.Code;

class ConstraintsTest {

    record Everything(
            @NotNull String missing,
            @NotBlank String blank,
            @NotEmpty List<String> empty,
            @Size(min = 1, max = 3) String tooLong,
            @Min(1) @Max(1) Integer two,
            @Min(3) Integer least,
            @DecimalMin("0.5") BigDecimal little,
            @DecimalMax("0.1") BigDecimal much,
            @Digits(integer = 1, fraction = 0) BigDecimal digits,
            @Positive Integer positive,
            @PositiveOrZero Integer negative,
            @Code String code) {

        @AssertTrue
        boolean isTrue() {
            return false;
        }
    }

    private static final Everything WRONG = new Everything(
            null,
            " ",
            List.of(),
            "long",
            2,
            2,
            new BigDecimal("0.2"),
            new BigDecimal("0.2"),
            new BigDecimal("12.5"),
            0,
            -1,
            "a b");

    @Test
    void saysEveryConstraintInBothLanguages() {
        var violations = Constraints.validator().validate(WRONG);
        assertThat(violations).hasSize(13);
        violations.forEach(violation -> {
            assertThat(Constraints.text(violation).in(Language.EN))
                    .isEqualTo(violation.getMessage())
                    .doesNotContain("{", "}")
                    .doesNotContainPattern("\\p{IsHan}");
            assertThat(Constraints.text(violation).in(Language.ZH))
                    .doesNotContain("{", "}")
                    .containsPattern("\\p{IsHan}");
        });
    }

    @Test
    void hasTheSameTextsInBothLanguages() {
        assertThat(bundle(Locale.ENGLISH).keySet())
                .isEqualTo(bundle(Locale.CHINESE).keySet());
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "ValidationMessages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
