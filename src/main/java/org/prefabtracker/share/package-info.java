/**
 * The share of prefab buildings in new construction per region and year, the rule set in force for a building,
 * and the impact of rule set drafts. It may use {@code rating}, {@code region} and the packages below them.
 */
package org.prefabtracker.share;
