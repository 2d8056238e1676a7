/**
 * Ratings that are frozen: the snapshot of all inputs, its SHA-256, the stored result, and the difference
 * between two evaluations. It may use {@code rating} and the packages below it; the command {@code recompute}
 * works without a database.
 */
package org.prefabtracker.evaluation;
