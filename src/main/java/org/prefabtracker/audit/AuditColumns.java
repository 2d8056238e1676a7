package org.prefabtracker.audit;

import java.util.List;
import java.util.function.Function;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** The audit log as a workbook, for export only. */
final class AuditColumns {

    static final SheetDefinition<AuditEntry> LAYOUT = new SheetDefinition<>(
            "audit",
            "审计日志",
            "Audit",
            List.of(
                    Column.of("id", "编号", "Number", CellType.WHOLE, AuditEntry::id),
                    text("at", "时间", "Time", AuditEntry::at),
                    text("person", "人员", "Person", AuditEntry::person),
                    text("organisation", "单位", "Organisation", AuditEntry::organisation),
                    text("address", "来源地址", "Address", AuditEntry::address),
                    text("kind", "操作", "Kind", AuditEntry::kind),
                    text("method", "方法", "Method", entry -> entry.request().method()),
                    text("path", "资源", "Resource", entry -> entry.request().path()),
                    text("query", "参数", "Query", entry -> entry.request().query()),
                    text("project", "项目", "Project", AuditEntry::project),
                    text("region", "地区", "Region", AuditEntry::region),
                    text("outcome", "结果", "Outcome", AuditEntry::outcome),
                    Column.of("status", "状态码", "Status", CellType.WHOLE, AuditEntry::status),
                    text("change", "变更", "Change", entry -> cut(entry.change())),
                    text("counts", "数量", "Counts", AuditEntry::counts),
                    text("bodySha256", "内容 SHA-256", "SHA-256 of the body", AuditEntry::bodySha256),
                    text("requestId", "请求编号", "Request id", AuditEntry::requestId)),
            values -> null,
            List.of());

    /** The largest number of characters in a cell. */
    private static final int LONGEST = 32_767;

    private AuditColumns() {}

    private static Column<AuditEntry> text(String field, String zh, String en, Function<AuditEntry, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    /** A change that is too long for a cell is cut; the API returns it whole. */
    private static String cut(Object change) {
        String text = change == null ? null : change.toString();
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
