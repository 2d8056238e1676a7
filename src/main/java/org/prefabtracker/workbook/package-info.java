/**
 * Excel workbooks in and out: reading, writing, templates, imports as requests or jobs. It uses only {@code
 * job}, {@code shared} and {@code access}; nouns define their columns in {@code …Sheet} classes.
 */
package org.prefabtracker.workbook;
