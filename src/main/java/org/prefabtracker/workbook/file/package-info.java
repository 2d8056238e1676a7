/**
 * Reads files of tables that people send: workbooks (.xlsx) and CSV, as rows of cells. The files are untrusted: sizes, structure
 * and checksums are checked, and memory does not grow with a file.
 */
package org.prefabtracker.workbook.file;
