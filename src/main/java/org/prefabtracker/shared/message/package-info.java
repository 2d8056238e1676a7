/**
 * Messages as data: a code with arguments, and the bundles with their Chinese and English texts. It uses no other package of
 * the application; every package may use it.
 */
package org.prefabtracker.shared.message;
