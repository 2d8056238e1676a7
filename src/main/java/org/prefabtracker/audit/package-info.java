/**
 * The audit log: one entry per write, export, refusal and sign-in, sealed with the events of pieces in chained batches that can be
 * verified. It may use {@code tracking}, {@code project}, {@code region}, {@code workbook} and {@code job}; other packages report to it through
 * {@code shared.audit} without depending on it.
 */
package org.prefabtracker.audit;
