/**
 * What a request reports to the audit log: the state before a change, exports, read-only posts,
 * sign-ins. It uses only {@code shared}; {@code audit} reads it.
 */
package org.prefabtracker.shared.audit;
