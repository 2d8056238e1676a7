/**
 * Browser pages: signing in and out, and the page to try the API. It may use every package; no other package
 * uses it.
 */
package org.prefabtracker.web;
