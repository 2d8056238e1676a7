package org.prefabtracker.workbook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.job.JobHandler;

/** An import that outlives its request. */
@Singleton
public class ImportJob implements JobHandler {

    private static final String SUFFIX = "-import";

    @Inject
    @All
    List<WorkbookImport<?>> nouns;

    @Inject
    WorkbookImporter imports;

    static String kind(WorkbookImport<?> noun) {
        return noun.layout().name() + SUFFIX;
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
        WorkbookImporter.Attempt<T> attempt =
                imports.attempt(noun, work.file(), ImportOptions.of(work.parameters()), work.progress()::done);
        work.progress().total(attempt.rows().countAhead());
        boolean marked = attempt.options().marked();
        try {
            WorkbookImporter.Imported imported = imports.run(noun, attempt);
            if (marked) {
                attempt.mark(work.workbook());
            }
            return imported;
        } catch (HttpProblem problem) {
            if (marked && attempt.isWrongInCellsOnly()) {
                attempt.mark(work.workbook());
            }
            throw problem;
        }
    }

    private Optional<WorkbookImport<?>> noun(String kind) {
        return nouns.stream().filter(noun -> kind(noun).equals(kind)).findFirst();
    }
}
