/**
 * HTTP: paging, ETags, query parameters, validated bodies, limits of rate and size, the session cookie. It uses
 * only other packages of {@code shared}.
 */
package org.prefabtracker.shared.http;
