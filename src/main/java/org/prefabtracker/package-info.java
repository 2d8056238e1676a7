/**
 * The application's entry point and its embedded PostgreSQL server. It may use everything; no other package uses
 * it.
 */
package org.prefabtracker;
