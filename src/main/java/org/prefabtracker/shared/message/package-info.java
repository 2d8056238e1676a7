/**
 * Notes as data: a code with arguments, and the bundles that say them in Chinese and English. It uses no other package of the
 * application; every package may use it.
 */
package org.prefabtracker.shared.message;
