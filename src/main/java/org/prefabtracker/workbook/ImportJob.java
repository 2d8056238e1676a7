package org.prefabtracker.workbook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.job.JobHandler;

/** An import by workbook that outlives its request. */
@Singleton
public class ImportJob implements JobHandler {

    private static final String SUFFIX = "-import";
    private static final String PROJECT = "project";
    private static final String DRY_RUN = "dryRun";
    private static final String MARKED = "marked";

    @Inject
    @All
    List<WorkbookImport<?>> nouns;

    @Inject
    WorkbookImporter imports;

    static String kind(WorkbookImport<?> noun) {
        return noun.layout().name() + SUFFIX;
    }

    /** The request of an upload, as stored until the job runs. */
    static Map<String, String> parameters(String project, Upload upload) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put(PROJECT, project);
        parameters.put(DRY_RUN, Boolean.toString(upload.isDryRun()));
        parameters.put(MARKED, Boolean.toString(upload.wantsWorkbook()));
        return parameters;
    }

    @Override
    public boolean does(String kind) {
        return noun(kind).isPresent();
    }

    @Override
    public Object run(Work work) {
        return run(noun(work.kind()).orElseThrow(), work);
    }

    private <T> WorkbookImporter.Imported run(WorkbookImport<T> noun, Work work) {
        WorkbookImporter.Attempt<T> attempt = imports.attempt(noun, work.file(), work.progress()::done);
        work.progress().total(attempt.rows().countAhead());
        try {
            WorkbookImporter.Imported imported =
                    imports.run(noun, work.parameters().get(PROJECT), attempt, isSet(DRY_RUN, work));
            mark(attempt, work);
            return imported;
        } catch (HttpProblem problem) {
            if (attempt.isWrongInCellsOnly()) {
                mark(attempt, work);
            }
            throw problem;
        }
    }

    private void mark(WorkbookImporter.Attempt<?> attempt, Work work) {
        if (isSet(MARKED, work)) {
            try (OutputStream out = Files.newOutputStream(work.workbook())) {
                imports.marked(work.file(), attempt).write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isSet(String parameter, Work work) {
        return Boolean.parseBoolean(work.parameters().get(parameter));
    }

    private Optional<WorkbookImport<?>> noun(String kind) {
        return nouns.stream().filter(noun -> kind(noun).equals(kind)).findFirst();
    }
}
