package org.prefabtracker.workbook.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/**
 * The number formats of the cell styles of a workbook. POI's table of styles keeps every style as a tree, and does not read
 * strict workbooks; here only the formats are kept, and POI says what they mean.
 */
final class CellStyles {

    static final CellStyles NONE = new CellStyles(false);

    /** A spreadsheet program has at most 65,490 styles. */
    private static final int MOST = 1 << 16;

    private final List<NumberFormat> formats = new ArrayList<>();

    private final boolean since1904;

    private CellStyles(boolean since1904) {
        this.since1904 = since1904;
    }

    /** Whether the number of a date counts days from 1904, 1,462 fewer than others. */
    boolean isSince1904() {
        return since1904;
    }

    /** @param since1904 whether the workbook counts days from 1904 and not from 1900 */
    static CellStyles read(InputStream part, boolean since1904) throws IOException {
        CellStyles styles = new CellStyles(since1904);
        Xml.read(part, styles.new Reading());
        return styles;
    }

    /** The format of a style by its number; general where the file has no such style. */
    NumberFormat format(int style) {
        return style >= 0 && style < formats.size() ? formats.get(style) : NumberFormat.GENERAL;
    }

    private final class Reading extends Xml.Handler {
        private final Map<Integer, String> patterns = new HashMap<>();
        private final Map<Integer, NumberFormat> known = new HashMap<>();
        private boolean ofCells;

        @Override
        void start(String name, XMLStreamReader element) {
            switch (name) {
                case "numFmt" -> {
                    if (patterns.size() < MOST) {
                        patterns.put(SheetXml.whole(attribute(element, "numFmtId")), attribute(element, "formatCode"));
                    }
                }
                case "cellXfs" -> ofCells = true;
                case "xf" -> {
                    if (ofCells && formats.size() < MOST) {
                        int id = SheetXml.whole(attribute(element, "numFmtId"));
                        formats.add(known.computeIfAbsent(
                                Math.max(0, id), format -> NumberFormat.of(format, patterns.get(format))));
                    }
                }
                default -> {}
            }
        }

        @Override
        void end(String name) {
            ofCells &= !name.equals("cellXfs");
        }
    }
}
