/**
 * Access to PostgreSQL: transactions with retries, COPY, JSON columns and lists of columns. It uses no other
 * package of the application; only classes that store something use it.
 */
package org.prefabtracker.shared.persistence;
