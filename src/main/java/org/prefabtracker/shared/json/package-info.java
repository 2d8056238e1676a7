/**
 * The settings of Jackson: exact decimals, no unknown fields, no coercion of types. It uses only other packages
 * of {@code shared}.
 */
package org.prefabtracker.shared.json;
