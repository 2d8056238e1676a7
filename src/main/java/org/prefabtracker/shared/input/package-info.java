/**
 * Validation of records that clients send, as JSON or as rows of a workbook. It uses only {@code
 * shared.problem} and {@code shared.message}.
 */
package org.prefabtracker.shared.input;
