package org.prefabtracker.workbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.job.Job;
import org.prefabtracker.job.JobQueue;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.problem.Warnings;

/** Imports workbooks: all rows of a file or none. A dry run only returns what would happen. */
@ApplicationScoped
public class WorkbookImporter {

    @Inject
    Validator validator;

    @Inject
    JobQueue jobs;

    @Inject
    AuditContext auditContext;

    @Inject
    UploadDirectory uploads;

    @ConfigProperty(name = "prefab.import.max-size")
    MemorySize sizeLimit;

    @ConfigProperty(name = "prefab.import.max-unpacked-size")
    MemorySize unpackedLimit;

    /** What an import did, or would do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportResult")
    public record Imported(
            long created,
            long updated,
            long unchanged,
            boolean dryRun,
            @JsonUnwrapped ReadingNotes notes,
            Long cancelled,
            Long notInThisBill,
            @JsonUnwrapped Warnings noted) {
        static Imported of(UpsertResult registered, boolean dryRun, ReadingNotes notes) {
            return new Imported(
                    registered.created(),
                    registered.updated(),
                    registered.unchanged(),
                    dryRun,
                    notes,
                    registered.cancelled(),
                    registered.notInThisBill(),
                    registered.noted());
        }
    }

    /** Imports an upload within the request. */
    public <T> Response answer(WorkbookImport<T> noun, String project, Upload upload) {
        Path file = check(upload);
        auditContext.sent(file);
        ImportOptions options = ImportOptions.of(project, upload);
        if (options.dryRun()) {
            auditContext.asks();
        }
        if (upload.wantsJob()) {
            return accepted(noun, file, options);
        }
        return options.marked() ? answerMarked(noun, file, options) : answerJson(noun, file, options);
    }

    private <T> Response answerJson(WorkbookImport<T> noun, Path file, ImportOptions options) {
        return Response.ok(Transactions.longWrite(() -> run(noun, attempt(noun, file, options, done -> {}))))
                .build();
    }

    private <T> Response answerMarked(WorkbookImport<T> noun, Path file, ImportOptions options) {
        Path marked = uploads.newFile();
        AtomicReference<Attempt<T>> last = new AtomicReference<>();
        int status = 200;
        try {
            Transactions.longWrite(() -> {
                last.set(attempt(noun, file, options, done -> {}));
                Imported imported = run(noun, last.get());
                // before the commit: what cannot be answered is not stored
                last.get().mark(marked);
                return imported;
            });
        } catch (HttpProblem problem) {
            status = problem.getStatusCode();
            if (last.get() == null || !last.get().isWrongInCellsOnly()) {
                UploadDirectory.delete(marked);
                throw problem;
            }
            last.get().mark(marked);
        } catch (RuntimeException e) {
            UploadDirectory.delete(marked);
            throw e;
        }
        StreamingOutput sent = out -> {
            try {
                Files.copy(marked, out);
            } finally {
                UploadDirectory.delete(marked);
            }
        };
        return WorkbookExporter.file(WorkbookExporter.MARKED, sent)
                .status(status)
                .build();
    }

    /** One attempt to read and store a file; a transaction may be retried. */
    record Attempt<T>(
            Path file, long unpackedLimit, ImportOptions options, WorkbookRows<T> rows, Violations violations) {

        /** Whether there are violations and an annotated workbook can show all of them. */
        boolean isWrongInCellsOnly() {
            return !violations.isEmpty()
                    && violations.kept().stream()
                            .allMatch(violation -> violation.place() instanceof ErrorLocation.Cell);
        }

        /** Writes the file as it was sent, with the violations that the attempt found. */
        void mark(Path to) {
            try (OutputStream out = Files.newOutputStream(to)) {
                new AnnotatedWorkbook(file, unpackedLimit, violations, language(), rows.headerRows()).write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The problem in the language of its reader, with what the reading left out. */
        HttpProblem said(HttpProblem problem) {
            return rows.notes().addTo(Problems.in(language(), problem)).build();
        }

        private Language language() {
            return options.language().orElseGet(rows::language);
        }
    }

    /** @param progress receives the number of rows read, after every row */
    <T> Attempt<T> attempt(WorkbookImport<T> noun, Path file, ImportOptions options, LongConsumer progress) {
        long limit = unpackedLimit.asLongValue();
        return new Attempt<>(
                file,
                limit,
                options,
                new WorkbookRows<>(noun.layout(), file, limit, options.includeHidden(), validator, progress),
                new Violations());
    }

    private Response accepted(WorkbookImport<?> noun, Path file, ImportOptions options) {
        auditContext.answers(202);
        Job job = jobs.submit(ImportJob.kind(noun), options.parameters(), file);
        return Response.accepted(job)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", "/api/v1/jobs/" + job.id())
                .header("Preference-Applied", "respond-async")
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
        if (upload.isEncoded()) {
            throw Problems.encodedPart();
        }
        return upload.file.uploadedFile();
    }

    /** Runs an import in the current transaction; of a dry run nothing stays. */
    <T> Imported run(WorkbookImport<T> noun, Attempt<T> attempt) {
        try {
            UpsertResult registered =
                    attempt.options().dryRun() ? rehearse(noun, attempt) : register(noun, attempt, attempt.rows());
            return Imported.of(
                    registered, attempt.options().dryRun(), attempt.rows().notes());
        } catch (HttpProblem problem) {
            throw attempt.said(problem);
        }
    }

    private static <T> UpsertResult register(WorkbookImport<T> noun, Attempt<T> attempt, RowSource<T> rows) {
        return attempt.options().register(noun, rows, attempt.violations());
    }

    private static <T> UpsertResult rehearse(WorkbookImport<T> noun, Attempt<T> attempt) {
        try {
            return Transactions.rehearse(() -> register(noun, attempt, attempt.rows()));
        } catch (HttpProblem problem) {
            if (attempt.violations().isEmpty()) {
                throw problem;
            }
            throw dryRunResult(noun, attempt);
        }
    }

    /** The violations, and what would happen to the rows without violations: these are registered once more by themselves. */
    private static <T> HttpProblem dryRunResult(WorkbookImport<T> noun, Attempt<T> attempt) {
        WorkbookRows<T> rows = attempt.rows();
        Violations violations = attempt.violations();
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
            others = Transactions.rehearse(
                    () -> attempt.options().register(noun, without(refused, rows), new Violations()));
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

            @Override
            public Set<String> absent(long line) {
                return rows.absent(line);
            }

            @Override
            public boolean lacksColumns() {
                return rows.lacksColumns();
            }
        };
    }

    private static ErrorLocation rowOf(ErrorLocation.Cell cell) {
        return new ErrorLocation.Cell(cell.sheet(), cell.row(), null, null);
    }
}
