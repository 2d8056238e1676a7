/**
 * Code that three or more packages need, divided by subject into sub-packages. It uses no domain package; every package may
 * use it.
 */
package org.prefabtracker.shared;
