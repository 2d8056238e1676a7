/**
 * Rule sets (评价规则) as data: the closed set of kinds, the parser and the exact arithmetic. It may use the
 * enumerations of {@code catalogue}, {@code project} and {@code joint}; it knows neither the database nor the
 * engine.
 */
package org.prefabtracker.rating.ruleset;
