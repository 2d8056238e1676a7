/**
 * Administrative regions by the codes of GB/T 2260, their class and their targets per year. It uses only {@code
 * shared} and {@code access}; the rule sets and shares of a region are in {@code share}.
 */
package org.prefabtracker.region;
