/**
 * Measures the items of a rule set on the facts of a building: a measurer per kind, and the decision which joints count. Pure.
 * {@link org.prefabtracker.rating.measure.ItemMeasurement#of} is the entry.
 */
package org.prefabtracker.rating.measure;
