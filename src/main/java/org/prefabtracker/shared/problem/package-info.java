/**
 * Errors as {@code application/problem+json} (RFC 9457): violations with their location, the problems and their
 * mappers. It uses only {@code shared.persistence}, to recognise errors of the database.
 */
package org.prefabtracker.shared.problem;
