package org.prefabtracker.workbook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.ss.util.WorkbookUtil;

/** Gives the sheets of a workbook names that a spreadsheet program accepts: at most 31 characters, each once. */
final class SheetNames {

    private static final int LONGEST = 31;

    private final Set<String> taken = new HashSet<>();

    /** The name, or a similar one with a number where another sheet has it. */
    String free(String name) {
        String safe = WorkbookUtil.createSafeSheetName(name);
        String free = safe;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            String number = " " + i;
            free = safe.substring(0, Math.min(safe.length(), LONGEST - number.length())) + number;
        }
        return free;
    }
}
