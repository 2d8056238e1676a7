package org.prefabtracker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final List<String> NAMES = List.of("wang.min", "王敏", "江宁构件厂", "Jiangning Precast");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd2026",
                "qwertyuiop1234",
                "1qaz2wsx3edc4rfv",
                "iloveyou iloveyou",
                "woaini1314520",
                "aaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabc",
                "Nanjing2026!!",
                "wang.min2026wang",
                "Jiangning Precast 1",
                "ｐａｓｓｗｏｒｄ１２３４",
                "passwordpasswordpasswordpasswordpassword",
            })
    void aPasswordOfCommonPartsIsGuessed(String password) {
        assertThat(Passwords.isGuessed(password, NAMES)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four words of mine",
                "correct horse battery staple",
                "jWmhxRyz7gPV9sPL8gGL",
                "我家门前有两棵枣树和一口井",
                "my password is a long one",
            })
    void isNotGuessedWhereItTakesTenBillionGuesses(String password) {
        assertThat(Passwords.isGuessed(password, NAMES)).isFalse();
    }

    @Test
    void everyRandomOneIsGood() {
        for (int i = 0; i < 200; i++) {
            assertThat(Passwords.isGuessed(Passwords.random(), NAMES)).isFalse();
        }
    }

    /** All of it would take five seconds and more. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isRatedQuicklyWithManySubstitutedLetters() {
        Passwords.isGuessed("4@8({[<369!1|70$5+%2".repeat(7).substring(0, Passwords.LONGEST), NAMES);
    }
}
