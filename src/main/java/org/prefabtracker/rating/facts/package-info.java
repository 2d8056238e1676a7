/**
 * SQL that turns components, pieces, joints and take-off of a building into the facts that a rating needs, now
 * or as of a moment. It may use {@code tracking}, {@code joint}, {@code component}, {@code project} and {@code
 * catalogue}; it decides nothing about points.
 */
package org.prefabtracker.rating.facts;
