package org.prefabtracker.job;

import java.nio.file.Path;
import java.util.Map;

/** A kind of long work. */
public interface JobHandler {

    /**
     * What is to be done.
     *
     * @param file the upload; deleted afterwards
     * @param workbook an empty file; what is written to it is kept with the job, to be fetched
     */
    record Work(String kind, Map<String, String> parameters, Path file, Path workbook, Progress progress) {}

    /** To be told how far the work is, as often as one likes. */
    interface Progress {

        /** How much there is to do, exactly. */
        void total(long total);

        void done(long done);
    }

    /** Whether it is this one's work. */
    boolean does(String kind);

    /**
     * Does it in the current transaction, which the end of the job is part of: so it is done wholly or not at all.
     *
     * @return the result, to be answered as JSON
     * @throws io.quarkiverse.resteasy.problem.HttpProblem what the job then ends with
     */
    Object run(Work work);
}
