/**
 * The bill of components of a building (构件清单): registering, changing, copying and listing components. It may use
 * {@code project}, {@code catalogue}, {@code region}, {@code workbook} and {@code job}; it does not know pieces
 * or events.
 */
package org.prefabtracker.component;
