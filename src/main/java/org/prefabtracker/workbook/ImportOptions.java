package org.prefabtracker.workbook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;

/**
 * How a file is imported.
 *
 * @param project the code of the project; null where rows belong to none
 * @param dryRun whether nothing is stored
 * @param replace whether the workbook replaces what was registered before
 * @param includeHidden whether hidden sheets and rows are read
 * @param marked whether the answer is the file with its wrong cells marked
 * @param language of the faults; empty means that of the headers
 */
record ImportOptions(
        String project,
        boolean dryRun,
        boolean replace,
        boolean includeHidden,
        boolean marked,
        Optional<Language> language) {

    /** Registers rows as the options say. */
    <T> UpsertResult register(WorkbookImport<T> noun, RowSource<T> rows, Violations violations) {
        return replace ? noun.replace(project, rows, violations) : noun.register(project, rows, violations);
    }

    static ImportOptions of(String project, Upload upload) {
        return new ImportOptions(
                project,
                upload.isDryRun(),
                upload.replaces(),
                upload.includesHidden(),
                upload.wantsWorkbook(),
                upload.language());
    }

    /** The options as they are stored until a job runs. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("project", project);
        parameters.put("dryRun", Boolean.toString(dryRun));
        parameters.put("replace", Boolean.toString(replace));
        parameters.put("includeHidden", Boolean.toString(includeHidden));
        parameters.put("marked", Boolean.toString(marked));
        language.ifPresent(preferred -> parameters.put("language", preferred.name()));
        return parameters;
    }

    static ImportOptions of(Map<String, String> parameters) {
        return new ImportOptions(
                parameters.get("project"),
                Boolean.parseBoolean(parameters.get("dryRun")),
                Boolean.parseBoolean(parameters.get("replace")),
                Boolean.parseBoolean(parameters.get("includeHidden")),
                Boolean.parseBoolean(parameters.get("marked")),
                Optional.ofNullable(parameters.get("language")).map(Language::valueOf));
    }
}
