/**
 * Codes, free text and SHA-256 digests. It uses only {@code shared.problem}.
 */
package org.prefabtracker.shared.text;
