package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TagTest {

    @Property
    void readsBackWhatItWrote(
            @ForAll @IntRange(max = Tag.LIMIT - 1) int project, @ForAll @IntRange(max = Tag.LIMIT - 1) int number) {
        Tag tag = new Tag(project, number);
        assertThat(tag.toString()).hasSize(11);
        assertThat(Tag.parse(" " + tag.toString().toLowerCase())).isEqualTo(tag);
    }

    @Property
    void catchesAnySingleWrongCharacter(
            @ForAll @IntRange(max = Tag.LIMIT - 1) int project,
            @ForAll @IntRange(max = Tag.LIMIT - 1) int number,
            @ForAll @IntRange(max = 10) int place,
            @ForAll @IntRange(min = 1, max = 35) int shift) {
        StringBuilder typed = new StringBuilder(new Tag(project, number).toString());
        int wrong = (Character.digit(typed.charAt(place), 36) + shift) % 36;
        typed.setCharAt(place, Character.toUpperCase(Character.forDigit(wrong, 36)));
        assertThatThrownBy(() -> Tag.parse(typed.toString())).isInstanceOf(Tag.Mistyped.class);
    }

    /** MOD 37,36 misses one pair of consecutive digits per running product: 36 of 22,680 swaps. All others are caught. */
    @Property
    void catchesTwoSwappedNeighboursUnlessTheirDigitsAreConsecutive(
            @ForAll @IntRange(max = Tag.LIMIT - 1) int project,
            @ForAll @IntRange(max = Tag.LIMIT - 1) int number,
            @ForAll @IntRange(max = 9) int place) {
        StringBuilder typed = new StringBuilder(new Tag(project, number).toString());
        char first = typed.charAt(place);
        char second = typed.charAt(place + 1);
        int apart = Math.floorMod(Character.digit(first, 36) - Character.digit(second, 36), 36);
        Assume.that(apart > 1 && apart < 35);
        typed.setCharAt(place, second);
        typed.setCharAt(place + 1, first);
        assertThatThrownBy(() -> Tag.parse(typed.toString())).isInstanceOf(Tag.Mistyped.class);
    }
}
