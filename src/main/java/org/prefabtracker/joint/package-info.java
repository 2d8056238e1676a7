/**
 * The schedule of post-cast joints (后浇连接) of a building, with versions and workbooks. It may use {@code
 * component}, {@code project}, {@code catalogue} and the packages below them; which joints count is decided in
 * {@code rating}.
 */
package org.prefabtracker.joint;
