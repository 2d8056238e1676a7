/**
 * Projects, buildings with their storeys (评价单元, 楼层), and the take-off (装配率计算基础数据) with all its versions. It may
 * use {@code region}, {@code workbook} and {@code job}; it does not know components, pieces or ratings.
 */
package org.prefabtracker.project;
