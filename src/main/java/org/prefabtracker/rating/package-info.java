/**
 * The rating of a building (装配率评价) under a rule set and a lens: a pure function of facts and rule set, and the
 * resources that answer it. It may use {@code tracking}, {@code joint}, {@code component}, {@code project} and
 * the packages below them.
 */
package org.prefabtracker.rating;
