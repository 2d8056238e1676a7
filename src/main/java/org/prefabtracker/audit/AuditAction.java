package org.prefabtracker.audit;

import org.prefabtracker.shared.message.Term;

/** What a request does, or would do if it were not refused. */
public enum AuditAction implements Term {
    READ("读取"),
    WRITE("写入"),
    EXPORT("导出"),
    LOG_IN("登录");

    private final String zh;

    AuditAction(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
