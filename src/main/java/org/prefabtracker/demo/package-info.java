/**
 * The demo project that an empty database is filled with, and the demo's people. It may use every domain package
 * below it; no other package uses it.
 */
package org.prefabtracker.demo;
