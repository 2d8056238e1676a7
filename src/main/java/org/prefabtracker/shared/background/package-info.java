/**
 * Threads that work in the background, and whether they still do. It may use nothing else of this application.
 */
package org.prefabtracker.shared.background;
