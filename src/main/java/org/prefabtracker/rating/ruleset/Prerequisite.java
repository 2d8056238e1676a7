package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A condition for a building to qualify. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Prerequisite.GroupAtLeast.class, name = "GROUP"),
    @JsonSubTypes.Type(value = Prerequisite.ItemEarned.class, name = "ITEM"),
    @JsonSubTypes.Type(value = Prerequisite.PercentAtLeast.class, name = "PERCENT")
})
@Schema(
        name = "PrerequisiteRule",
        oneOf = {Prerequisite.GroupAtLeast.class, Prerequisite.ItemEarned.class, Prerequisite.PercentAtLeast.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "GROUP", schema = Prerequisite.GroupAtLeast.class),
            @DiscriminatorMapping(value = "ITEM", schema = Prerequisite.ItemEarned.class),
            @DiscriminatorMapping(value = "PERCENT", schema = Prerequisite.PercentAtLeast.class)
        })
public sealed interface Prerequisite {
    String id();

    String name();

    String nameEn();

    String clause();

    /** Whether it holds for the points by item and by group and the percent of the whole; null: there is no percent. */
    boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent);

    /** Whether it is a condition on the percent of the whole. */
    @JsonIgnore
    default boolean demandsPercent() {
        return false;
    }

    /** The least points of a group, where it is a condition on that group. */
    default Optional<BigDecimal> leastPointsOf(String groupId) {
        return Optional.empty();
    }

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R groupAtLeast(GroupAtLeast groupAtLeast);

        R itemEarned(ItemEarned itemEarned);

        R percentAtLeast(PercentAtLeast percentAtLeast);
    }

    /** A group earns a least number of points. */
    @Schema(name = "GroupPrerequisite")
    record GroupAtLeast(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotBlank String group,
            @NotNull @Positive BigDecimal atLeast)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return groups.get(group).compareTo(Fractions.of(atLeast)) >= 0;
        }

        @Override
        public Optional<BigDecimal> leastPointsOf(String groupId) {
            return group.equals(groupId) ? Optional.of(atLeast) : Optional.empty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.groupAtLeast(this);
        }
    }

    /** An item earns any points. */
    @Schema(name = "ItemPrerequisite")
    record ItemEarned(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotBlank String item)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return items.getOrDefault(item, BigFraction.ZERO).signum() > 0;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.itemEarned(this);
        }
    }

    /** The percent of the whole reaches a minimum. */
    @Schema(name = "PercentPrerequisite")
    record PercentAtLeast(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull @Positive BigDecimal atLeast)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return wholePercent != null && wholePercent.compareTo(atLeast) >= 0;
        }

        @Override
        public boolean demandsPercent() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.percentAtLeast(this);
        }
    }
}
