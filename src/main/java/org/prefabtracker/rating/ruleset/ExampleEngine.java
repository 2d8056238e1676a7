package org.prefabtracker.rating.ruleset;

/** Computes the result of a worked example in the same way as a rating. */
@FunctionalInterface
public interface ExampleEngine {

    /** The result; its percent is null where the example gives none. */
    Example.Outcome outcome(RuleSet ruleSet, Example example);
}
