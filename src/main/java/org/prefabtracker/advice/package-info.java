/**
 * What-if ratings, advice on how a building reaches a target, and the sensitivity of a rating to held pieces. It
 * may use {@code evaluation}, {@code rating}, {@code tracking} and the packages below them, and it stores
 * nothing.
 */
package org.prefabtracker.advice;
