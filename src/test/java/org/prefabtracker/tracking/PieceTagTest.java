package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PieceTagTest {

    @Property
    void everyTagPrintedIsWellFormedAndOfFixedWidth(
            @ForAll @IntRange(max = PieceTag.LARGEST) int project,
            @ForAll @IntRange(max = PieceTag.LARGEST) int number) {
        assertThat(PieceTag.isWellFormed(PieceTag.of(project, number))).isTrue();
        assertThat(PieceTag.of(project, number)).hasSize(PieceTag.LENGTH);
    }

    @Property
    void everySingleWrongCharacterIsFound(
            @ForAll @IntRange(max = PieceTag.LARGEST) int project,
            @ForAll @IntRange(max = PieceTag.LARGEST) int number,
            @ForAll @IntRange(max = 10) int position,
            @ForAll @IntRange(min = 1, max = 35) int by) {
        StringBuilder tag = new StringBuilder(PieceTag.of(project, number));
        int wrong = (Character.digit(tag.charAt(position), 36) + by) % 36;
        tag.setCharAt(position, Character.toUpperCase(Character.forDigit(wrong, 36)));
        assertThat(PieceTag.isWellFormed(tag.toString())).isFalse();
    }

    @Test
    void isReadAsPeopleTypeIt() {
        String tag = PieceTag.of(1, 1);
        String typed = " " + tag.substring(0, 5).toLowerCase() + "-" + tag.substring(5, 10) + " " + tag.substring(10);
        assertThat(PieceTag.normalise(typed)).isEqualTo(tag);
    }
}
