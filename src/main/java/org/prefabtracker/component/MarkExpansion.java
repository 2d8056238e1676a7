package org.prefabtracker.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.prefabtracker.project.StoreyName;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Turns rows of a bill into components: a row by mark stands for one component per storey and number. Pure. */
final class MarkExpansion implements RowSource.Consumer<ComponentInput> {

    /** How many components the rows of a request may stand for: a row by mark is short to write and long to store. */
    private static final int MAX_COMPONENTS = 100_000;

    /**
     * A component of the bill.
     *
     * @param line of the row it comes from
     * @param expanded whether that row stands for many
     * @param absent the columns that its sheet lacks, see {@link BillImport#ABSENT}
     */
    record Expanded(long line, boolean expanded, int absent, ComponentInput component) {

        String storeyMeant() {
            return StoreyName.code(component.storey());
        }
    }

    private final RowSource<ComponentInput> rows;
    private final Consumer<Expanded> components;
    private final Violations violations;
    private long total;

    MarkExpansion(RowSource<ComponentInput> rows, Consumer<Expanded> components, Violations violations) {
        this.rows = rows;
        this.components = components;
        this.violations = violations;
    }

    @Override
    public void accept(long line, ComponentInput row) {
        if (!row.isExpandable()) {
            total++;
            components.accept(new Expanded(line, false, BillImport.ABSENT.mask(rows.absent(line)), row));
            return;
        }
        total += row.size();
        if (total > MAX_COMPONENTS) {
            violations.add(
                    rows.place(line, "quantity"),
                    row.quantity(),
                    Violation.OUT_OF_RANGE,
                    BillNote.TOO_MANY_COMPONENTS.of(MAX_COMPONENTS));
            return;
        }
        int absent = BillImport.ABSENT.mask(rows.absent(line));
        for (ComponentInput component : expand(row)) {
            if (Codes.isValid(component.code())) {
                components.accept(new Expanded(line, true, absent, component));
            } else {
                violations.add(
                        rows.place(line, "mark"), component.code(), Violation.BAD_CODE, BillNote.CODE_NOT_VALID.of());
            }
        }
    }

    /** {@code YB-3} on storeys 3 to 17, 4 on each: {@code YB-3-03-001} and so on. */
    static List<ComponentInput> expand(ComponentInput row) {
        if (!row.isExpandable()) {
            return List.of(row);
        }
        String stem = row.mark().replaceAll("[^\\p{L}\\p{M}\\p{N}#\\-_.*×()+~□]", "-");
        List<ComponentInput> expanded = new ArrayList<>();
        for (ComponentInput.Range range : row.ranges()) {
            for (int storey : range.storeys().toArray()) {
                for (int i = 1; i <= row.quantity(); i++) {
                    String code = String.format(
                            Locale.ROOT, "%s-%s%02d-%03d", stem, storey < 0 ? "B" : "", Math.abs(storey), i);
                    expanded.add(row.at(code, row.building(), Integer.toString(storey)));
                }
            }
        }
        return expanded;
    }
}
