/**
 * Organisations, people, roles, API tokens, browser sessions, single sign-on, permissions and the row-level
 * security of the current user. It uses only {@code shared}; every other package may use it.
 */
package org.prefabtracker.access;
