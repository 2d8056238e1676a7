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
import org.prefabtracker.job.Job;
import org.prefabtracker.job.JobQueue;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Imports workbooks: all rows of a file or none. A dry run only returns what would happen. */
@ApplicationScoped
public class WorkbookImporter {

    @Inject
    Validator validator;

    @Inject
    JobQueue jobs;

    @Inject
    AuditContext auditContext;

    @ConfigProperty(name = "prefab.import.max-size")
    MemorySize sizeLimit;

    @ConfigProperty(name = "prefab.import.max-unpacked-size")
    MemorySize unpackedLimit;

    /** What an import did, or would do. */
    public record Imported(long created, long updated, long unchanged, boolean dryRun) {
        static Imported of(UpsertResult registered, boolean dryRun) {
            return new Imported(registered.created(), registered.updated(), registered.unchanged(), dryRun);
        }
    }

    /** Imports an upload within the request. */
    public <T> Response answer(WorkbookImport<T> noun, String project, Upload upload) {
        Path file = check(upload);
        auditContext.sent(file);
        boolean dryRun = upload.isDryRun();
        if (dryRun) {
            auditContext.asks();
        }
        if (upload.wantsJob()) {
            return accepted(noun, project, file, upload);
        }
        AtomicReference<Attempt<T>> last = new AtomicReference<>();
        try {
            Imported imported = Transactions.longWrite(() -> {
                last.set(attempt(noun, file, done -> {}));
                return run(noun, project, last.get(), dryRun);
            });
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

    /** One attempt to read and store a file; a transaction may be retried. */
    record Attempt<T>(WorkbookRows<T> rows, Violations violations) {

        /** Whether there are violations and an annotated workbook can show all of them. */
        boolean isWrongInCellsOnly() {
            return !violations.isEmpty()
                    && violations.kept().stream()
                            .allMatch(violation -> violation.place() instanceof ErrorLocation.Cell);
        }
    }

    /** @param progress receives the number of rows read, after every row */
    <T> Attempt<T> attempt(WorkbookImport<T> noun, Path file, LongConsumer progress) {
        return new Attempt<>(
                new WorkbookRows<>(noun.layout(), file, unpackedLimit.asLongValue(), validator, progress),
                new Violations());
    }

    private Response accepted(WorkbookImport<?> noun, String project, Path file, Upload upload) {
        auditContext.answers(202);
        Job job = jobs.submit(ImportJob.kind(noun), ImportJob.parameters(project, upload), file);
        return Response.accepted(job)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", "/api/v1/jobs/" + job.id())
                .header("Preference-Applied", "respond-async")
                .build();
    }

    /** The workbook as it was sent, with the violations that the attempt found. */
    AnnotatedWorkbook marked(Path file, Attempt<?> attempt) {
        return new AnnotatedWorkbook(
                file,
                unpackedLimit.asLongValue(),
                attempt.violations(),
                attempt.rows().headerRows());
    }

    private static Response answer(int status, AnnotatedWorkbook marked) {
        return WorkbookExporter.file(WorkbookExporter.MARKED, (StreamingOutput) marked::write)
                .status(status)
                .build();
    }

    private Path check(Upload upload) {
        if (upload.file == null) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("file"),
                    null,
                    Violation.REQUIRED,
                    "send the workbook as a file, multipart/form-data, part `file`"));
        }
        if (upload.file.size() > sizeLimit.asLongValue()) {
            throw Problems.of(413, "A workbook may have at most " + sizeLimit.asLongValue() + " bytes");
        }
        return upload.file.uploadedFile();
    }

    /** Runs an import in the current transaction; of a dry run nothing stays. */
    <T> Imported run(WorkbookImport<T> noun, String project, Attempt<T> attempt, boolean dryRun) {
        WorkbookRows<T> rows = attempt.rows();
        Violations violations = attempt.violations();
        if (!dryRun) {
            return Imported.of(noun.register(project, rows, violations), false);
        }
        try {
            return Imported.of(rehearse(noun, project, rows, violations), true);
        } catch (HttpProblem problem) {
            if (violations.isEmpty()) {
                throw problem;
            }
            throw dryRunResult(noun, project, rows, violations);
        }
    }

    private static <T> UpsertResult rehearse(
            WorkbookImport<T> noun, String project, RowSource<T> rows, Violations violations) {
        return Transactions.rehearse(() -> noun.register(project, rows, violations));
    }

    /** The violations, and what would happen to the rows without violations: these are registered once more by themselves. */
    private static <T> HttpProblem dryRunResult(
            WorkbookImport<T> noun, String project, WorkbookRows<T> rows, Violations violations) {
        Set<ErrorLocation> refused = new HashSet<>();
        for (Violation violation : violations.kept()) {
            if (violation.place() instanceof ErrorLocation.Cell cell) {
                refused.add(rowOf(cell));
            }
        }
        UpsertResult others = new UpsertResult(0, 0, 0);
        long refusals = rows.count();
        if (!rows.lackHeaders() && violations.total() == violations.kept().size()) {
            refusals = refused.size();
            others = rehearse(noun, project, without(refused, rows), new Violations());
        }
        return Problems.builder(violations)
                .with("created", others.created())
                .with("updated", others.updated())
                .with("unchanged", others.unchanged())
                .with("refused", refusals)
                .with("dryRun", true)
                .build();
    }

    private static <T> RowSource<T> without(Set<ErrorLocation> refused, RowSource<T> rows) {
        return new RowSource<>() {
            @Override
            public void read(Consumer<T> consumer, Violations violations) {
                rows.read(
                        (line, row) -> {
                            if (rows.place(line, null) instanceof ErrorLocation.Cell cell
                                    && !refused.contains(rowOf(cell))) {
                                consumer.accept(line, row);
                            }
                        },
                        new Violations());
            }

            @Override
            public ErrorLocation place(long line, String field) {
                return rows.place(line, field);
            }
        };
    }

    private static ErrorLocation rowOf(ErrorLocation.Cell cell) {
        return new ErrorLocation.Cell(cell.sheet(), cell.row(), null, null);
    }
}
