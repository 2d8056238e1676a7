/**
 * The calculation report of a rating (装配率计算书) as PDF and workbook, in Chinese and English. It may use {@code
 * evaluation}, {@code rating} and the packages below them; it computes no figure that the rating does not
 * contain.
 */
package org.prefabtracker.report;
