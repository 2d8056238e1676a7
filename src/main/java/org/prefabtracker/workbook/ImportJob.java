package org.prefabtracker.workbook;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.job.JobKind;

/** An import by workbook that outlives its request. */
@Singleton
public class ImportJob implements JobKind {

    private static final String SUFFIX = "-import";

    @Inject
    @All
    List<WorkbookImport<?>> nouns;

    @Inject
    Imports imports;

    static String kind(WorkbookImport<?> noun) {
        return noun.layout().name() + SUFFIX;
    }

    @Override
    public boolean does(String kind) {
        return noun(kind).isPresent();
    }

    @Override
    public Object run(Handle handle, Work work) {
        return run(handle, noun(work.kind()).orElseThrow(), work);
    }

    private <T> Imports.Imported run(Handle handle, WorkbookImport<T> noun, Work work) {
        return imports.run(
                handle,
                noun,
                work.parameters().get("project"),
                imports.attempt(noun, work.file(), work.progress()),
                Boolean.parseBoolean(work.parameters().get("dryRun")));
    }

    private Optional<WorkbookImport<?>> noun(String kind) {
        return nouns.stream().filter(noun -> kind(noun).equals(kind)).findFirst();
    }
}
