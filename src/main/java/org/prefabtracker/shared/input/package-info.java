/**
 * Validation of records that clients send, as JSON or as rows of a workbook. It uses only {@code
 * shared.problem}.
 */
package org.prefabtracker.shared.input;
