package org.prefabtracker.job;

import java.nio.file.Path;
import java.util.Map;

/** Executes a kind of job. */
public interface JobHandler {

    /**
     * The work of a job.
     *
     * @param file the upload; deleted afterwards
     * @param workbook an empty file; what is written to it is stored with the job for download
     */
    record Work(String kind, Map<String, String> parameters, Path file, Path workbook, Progress progress) {}

    /** Receives the progress of the work; may be called any number of times. */
    interface Progress {

        /** The exact amount of work. */
        void total(long total);

        void done(long done);
    }

    /** Whether it executes this kind of job. */
    boolean does(String kind);

    /**
     * Executes the work in the current transaction, in which the job also ends, so it is done completely or not at all.
     *
     * @return the result, to be returned as JSON
     * @throws io.quarkiverse.resteasy.problem.HttpProblem the problem with which the job ends
     */
    Object run(Work work);
}
