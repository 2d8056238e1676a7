package org.prefabtracker.workbook.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * Fills the rows that merged cells cover with the value of the merged cell. A file has only that one, in the first row; the list
 * of merged cells follows the rows. Of cells that are merged across columns, the first column is filled.
 */
final class MergedCells implements Predicate<SheetRow> {

    private static final int MOST = 100_000;
    private static final byte[] NAME = {'m', 'e', 'r', 'g', 'e', 'C', 'e', 'l', 'l'};

    private final List<CellRangeAddress> ranges;
    private final Predicate<SheetRow> rows;
    private final Map<CellRangeAddress, Cell> open = new HashMap<>();
    private int next;

    private MergedCells(List<CellRangeAddress> ranges, Predicate<SheetRow> rows) {
        this.ranges = ranges;
        this.rows = rows;
    }

    /** The merged cells of more than one row, by their first row. */
    static List<CellRangeAddress> read(InputStream part) throws IOException {
        List<CellRangeAddress> ranges = new ArrayList<>();
        Xml.read(part, new Xml.Handler() {
            @Override
            void start(String name, XMLStreamReader element) {
                if (name.equals("mergeCell")) {
                    CellRangeAddress range = range(attribute(element, "ref"));
                    if (range.getLastRow() > range.getFirstRow()) {
                        ranges.add(range);
                    }
                    if (ranges.size() > MOST) {
                        throw RejectedFile.TOO_MANY_CELLS.problem();
                    }
                }
            }
        });
        ranges.sort(Comparator.comparing(CellRangeAddress::getFirstRow));
        return ranges;
    }

    private static CellRangeAddress range(String reference) {
        try {
            return CellRangeAddress.valueOf(reference);
        } catch (RuntimeException e) {
            throw RejectedFile.DAMAGED.problem();
        }
    }

    /**
     * Whether a part may name merged cells; most do not, and need not be read twice as XML. In an encoding of two bytes for a
     * character the name is not searched for: such a part is taken for one that does.
     */
    static boolean areIn(InputStream part) throws IOException {
        try (part) {
            byte[] bytes = new byte[1 << 16];
            int matched = 0;
            for (int read = part.read(bytes); read >= 0; read = part.read(bytes)) {
                for (int i = 0; i < read; i++) {
                    // the first letter stands nowhere else in the name, so a new match begins at the current byte or
                    // later
                    matched = bytes[i] == NAME[matched] ? matched + 1 : bytes[i] == NAME[0] ? 1 : 0;
                    if (matched == NAME.length || bytes[i] == 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A consumer of rows that fills them and passes them on. */
    static Predicate<SheetRow> filling(List<CellRangeAddress> ranges, Predicate<SheetRow> rows) {
        return ranges.isEmpty() ? rows : new MergedCells(ranges, rows);
    }

    @Override
    public boolean test(SheetRow row) {
        int index = row.number() - 1;
        open.keySet().removeIf(range -> range.getLastRow() < index);
        Cell[] cells = row.cells();
        for (Map.Entry<CellRangeAddress, Cell> range : open.entrySet()) {
            int column = range.getKey().getFirstColumn();
            if (column >= cells.length) {
                cells = Arrays.copyOf(cells, column + 1);
            }
            if (cells[column] == null || cells[column].isBlank()) {
                cells[column] = range.getValue();
            }
        }
        for (; next < ranges.size() && ranges.get(next).getFirstRow() <= index; next++) {
            CellRangeAddress range = ranges.get(next);
            Cell first = range.getFirstRow() == index ? row.cell(range.getFirstColumn()) : null;
            if (first != null) {
                open.put(range, first.below());
            }
        }
        return rows.test(cells == row.cells() ? row : new SheetRow(row.number(), row.hidden(), cells));
    }
}
