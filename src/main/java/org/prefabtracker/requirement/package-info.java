/**
 * What a land contract or planning condition demands of a project (规划条件), and whether its buildings comply. It
 * may use {@code rating}, {@code project} and the packages below them; compliance is computed from ratings and
 * never stored.
 */
package org.prefabtracker.requirement;
