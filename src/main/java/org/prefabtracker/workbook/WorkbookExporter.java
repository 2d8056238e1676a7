package org.prefabtracker.workbook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.function.Consumer;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.persistence.Transactions;

/** Exports rows as a workbook that can be imported again. */
@ApplicationScoped
public class WorkbookExporter {

    /** The name of a workbook that is returned with its violations. */
    static final String MARKED = "marked";

    @Inject
    AuditContext auditContext;

    /** @param rows passes every row to the consumer; it runs in one transaction that sees a snapshot */
    public <T> Response answer(SheetDefinition<T> layout, Consumer<Consumer<T>> rows) {
        auditContext.exports();
        StreamingOutput output = out -> {
            try (RowWriter<T> sheet = new RowWriter<>(layout)) {
                // the transaction ends before the first byte is sent: a slow reader must not hold it open
                Transactions.inSnapshot(() -> {
                    rows.accept(sheet::add);
                    return sheet;
                });
                sheet.send(out);
            }
        };
        return file(layout.name(), output).build();
    }

    /** A template for a kind of workbook. */
    static Response template(SheetDefinition<?> layout) throws IOException {
        return file(layout.name(), TemplateSheet.of(layout)).build();
    }

    static Response.ResponseBuilder file(String name, Object content) {
        return Response.ok(content, Upload.XLSX)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"");
    }
}
