/**
 * Checks that find contradictions in the records of a project, such as a casting lot smaller than its pieces. It
 * may use {@code share}, {@code rating}, {@code tracking} and the packages below them; a finding never changes a
 * rating.
 */
package org.prefabtracker.plausibility;
