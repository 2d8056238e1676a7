package org.prefabtracker.audit;

import java.util.List;
import java.util.function.Function;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.Layout;
import org.prefabtracker.workbook.Type;

/** The audit as a workbook, to be read only. */
final class AuditColumns {

    static final Layout<Entry> LAYOUT = new Layout<>(
            "audit",
            "审计日志",
            "Audit",
            List.of(
                    Column.of("id", "编号", "Number", Type.WHOLE, Entry::id),
                    text("at", "时间", "Time", Entry::at),
                    text("person", "人员", "Person", Entry::person),
                    text("organisation", "单位", "Organisation", Entry::organisation),
                    text("address", "来源地址", "Address", Entry::address),
                    text("kind", "操作", "Kind", Entry::kind),
                    text("method", "方法", "Method", Entry::method),
                    text("path", "资源", "Resource", Entry::path),
                    text("query", "参数", "Query", Entry::query),
                    text("project", "项目", "Project", Entry::project),
                    text("region", "地区", "Region", Entry::region),
                    text("outcome", "结果", "Outcome", Entry::outcome),
                    Column.of("status", "状态码", "Status", Type.WHOLE, Entry::status),
                    text("change", "变更", "Change", entry -> cut(entry.change())),
                    text("counts", "数量", "Counts", Entry::counts),
                    text("bodySha256", "内容 SHA-256", "SHA-256 of the body", Entry::bodySha256),
                    text("requestId", "请求编号", "Request id", Entry::requestId)),
            values -> null,
            List.of());

    /** What a cell can hold. */
    private static final int LONGEST = 32_767;

    private AuditColumns() {}

    private static Column<Entry> text(String field, String zh, String en, Function<Entry, ?> value) {
        return Column.of(field, zh, en, Type.TEXT, value);
    }

    /** A change that fits into no cell is read by the API. */
    private static String cut(Object change) {
        String text = change == null ? null : change.toString();
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
