/**
 * Commands at the machine for the data directory of the embedded PostgreSQL server: backup, restore and new passwords. It may use
 * {@code shared} only; it starts no application.
 */
package org.prefabtracker.backup;
