package org.prefabtracker.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class SparseLogTest {

    @Test
    void writesOneLineASecondAndCountsTheOthers() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        java.util.logging.Logger sink = java.util.logging.Logger.getLogger("sparse");
        sink.setUseParentHandlers(false);
        sink.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        SparseLog log = new SparseLog(Logger.getLogger("sparse"));
        for (int i = 0; i < 200; i++) {
            log.warn("away");
        }
        Thread.sleep(1_100);
        log.warn("away");
        assertThat(lines).containsExactly("away", "away (and 199 times before)");
    }
}
