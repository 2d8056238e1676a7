package org.prefabtracker.workbook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.job.Job;
import org.prefabtracker.job.Jobs;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.RowSource;
import org.prefabtracker.shared.Transact;

/** Takes workbooks in: all of a file or nothing, or only says what would happen. */
@ApplicationScoped
public class Imports {

    @Inject
    Jdbi jdbi;

    @Inject
    Validator validator;

    @Inject
    Jobs jobs;

    @Inject
    Deed deed;

    @ConfigProperty(name = "prefab.import.max-size")
    MemorySize sizeLimit;

    @ConfigProperty(name = "prefab.import.max-unpacked-size")
    MemorySize unpackedLimit;

    /** What an import did, or would do. */
    public record Imported(long created, long updated, long unchanged, boolean dryRun) {
        static Imported of(Registered registered, boolean dryRun) {
            return new Imported(registered.created(), registered.updated(), registered.unchanged(), dryRun);
        }
    }

    /** Answers an upload in the request. */
    public <T> Response answer(WorkbookImport<T> noun, String project, Upload upload) {
        Path file = check(upload);
        deed.sent(file);
        boolean dryRun = upload.isDryRun();
        if (dryRun) {
            deed.asks();
        }
        if (upload.wantsJob()) {
            return accepted(noun, project, file, upload);
        }
        AtomicReference<Attempt<T>> last = new AtomicReference<>();
        try {
            Imported imported = Transact.callLong(() -> jdbi.withHandle(handle -> {
                last.set(attempt(noun, file, done -> {}));
                return run(handle, noun, project, last.get(), dryRun);
            }));
            return upload.wantsWorkbook()
                    ? answer(200, marked(file, last.get()))
                    : Response.ok(imported).build();
        } catch (HttpProblem problem) {
            Attempt<T> attempt = last.get();
            if (upload.wantsWorkbook() && attempt != null && attempt.isWrongInCellsOnly()) {
                return answer(problem.getStatusCode(), marked(file, attempt));
            }
            throw problem;
        }
    }

    /** One reading of a file: a transaction may have to begin again. */
    record Attempt<T>(WorkbookRows<T> rows, Faults faults) {

        /** Whether there are faults and a marked workbook can show them all. */
        boolean isWrongInCellsOnly() {
            return !faults.isEmpty() && faults.kept().stream().allMatch(fault -> fault.place() instanceof Place.Cell);
        }
    }

    /** @param progress told the number of rows read, after every one */
    <T> Attempt<T> attempt(WorkbookImport<T> noun, Path file, LongConsumer progress) {
        return new Attempt<>(
                new WorkbookRows<>(noun.layout(), file, unpackedLimit.asLongValue(), validator, progress),
                new Faults());
    }

    private Response accepted(WorkbookImport<?> noun, String project, Path file, Upload upload) {
        deed.answers(202);
        Job job = jobs.submit(ImportJob.kind(noun), ImportJob.parameters(project, upload), file);
        return Response.accepted(job)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", "/api/v1/jobs/" + job.id())
                .header("Preference-Applied", "respond-async")
                .build();
    }

    /** The workbook as it was sent, with what the attempt found wrong. */
    MarkedSheet marked(Path file, Attempt<?> attempt) {
        return new MarkedSheet(
                file,
                unpackedLimit.asLongValue(),
                attempt.faults(),
                attempt.rows().headerRows());
    }

    private static Response answer(int status, MarkedSheet marked) {
        return Exports.file(Exports.MARKED, (StreamingOutput) marked::write)
                .status(status)
                .build();
    }

    private Path check(Upload upload) {
        if (upload.file == null) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("file"),
                    null,
                    Fault.REQUIRED,
                    "send the workbook as a file, multipart/form-data, part `file`"));
        }
        if (upload.file.size() > sizeLimit.asLongValue()) {
            throw Problems.of(413, "A workbook may have at most " + sizeLimit.asLongValue() + " bytes");
        }
        return upload.file.uploadedFile();
    }

    /** Runs an import in the transaction of the handle; of a dry run nothing stays. */
    <T> Imported run(Handle handle, WorkbookImport<T> noun, String project, Attempt<T> attempt, boolean dryRun) {
        WorkbookRows<T> rows = attempt.rows();
        Faults faults = attempt.faults();
        if (!dryRun) {
            return Imported.of(noun.register(handle, project, rows, faults), false);
        }
        try {
            return Imported.of(rehearse(handle, noun, project, rows, faults), true);
        } catch (HttpProblem problem) {
            if (faults.isEmpty()) {
                throw problem;
            }
            throw whatWouldHappen(handle, noun, project, rows, faults);
        }
    }

    private static <T> Registered rehearse(
            Handle handle, WorkbookImport<T> noun, String project, RowSource<T> rows, Faults faults) {
        handle.execute("savepoint rehearsal");
        try {
            return noun.register(handle, project, rows, faults);
        } finally {
            handle.execute("rollback to savepoint rehearsal");
        }
    }

    /** The faults, and what would become of the rows without any: they are registered once more by themselves. */
    private static <T> HttpProblem whatWouldHappen(
            Handle handle, WorkbookImport<T> noun, String project, WorkbookRows<T> rows, Faults faults) {
        Set<Place> refused = new HashSet<>();
        for (Fault fault : faults.kept()) {
            if (fault.place() instanceof Place.Cell cell) {
                refused.add(rowOf(cell));
            }
        }
        Registered others = new Registered(0, 0, 0);
        long refusals = rows.count();
        if (!rows.lackHeaders() && faults.total() == faults.kept().size()) {
            refusals = refused.size();
            others = rehearse(handle, noun, project, without(refused, rows), new Faults());
        }
        return Problems.builder(faults)
                .with("created", others.created())
                .with("updated", others.updated())
                .with("unchanged", others.unchanged())
                .with("refused", refusals)
                .with("dryRun", true)
                .build();
    }

    private static <T> RowSource<T> without(Set<Place> refused, RowSource<T> rows) {
        return new RowSource<>() {
            @Override
            public void read(Consumer<T> consumer, Faults faults) {
                rows.read(
                        (line, row) -> {
                            if (rows.place(line, null) instanceof Place.Cell cell && !refused.contains(rowOf(cell))) {
                                consumer.accept(line, row);
                            }
                        },
                        new Faults());
            }

            @Override
            public Place place(long line, String field) {
                return rows.place(line, field);
            }
        };
    }

    private static Place rowOf(Place.Cell cell) {
        return new Place.Cell(cell.sheet(), cell.row(), null, null);
    }
}
