/**
 * Pieces (实物构件), their events, stages and holds, batches of events, tags and progress. It may use {@code
 * component}, {@code project}, {@code catalogue} and the packages below them; the decision on an event is a pure
 * function of the history of its piece.
 */
package org.prefabtracker.tracking;
