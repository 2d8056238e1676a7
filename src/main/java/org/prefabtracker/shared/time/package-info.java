/**
 * Dates, and the two times of a question: what had happened ({@code asOf}) and what was known ({@code knownAt}).
 * It uses only {@code shared.problem} and {@code shared.input}.
 */
package org.prefabtracker.shared.time;
