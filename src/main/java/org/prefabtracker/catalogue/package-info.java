/**
 * Component specs (构件规格) with their revisions and quantities, the search for them, and the loader of the
 * standard components. It may use {@code workbook} and {@code job}; nothing here knows projects.
 */
package org.prefabtracker.catalogue;
