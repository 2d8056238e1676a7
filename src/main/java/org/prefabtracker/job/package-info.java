/**
 * Long work: the queue in the database, the worker that runs one job at a time, and the resource that reports
 * its state. It uses only {@code shared} and {@code access}; the packages that have long work implement {@link
 * org.prefabtracker.job.JobHandler}.
 */
package org.prefabtracker.job;
