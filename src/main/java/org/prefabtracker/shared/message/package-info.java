/**
 * Messages as data: a code with arguments, and the bundles with their Chinese and English texts. Of the application
 * it uses only {@code shared.text}; every package may use it.
 */
package org.prefabtracker.shared.message;
