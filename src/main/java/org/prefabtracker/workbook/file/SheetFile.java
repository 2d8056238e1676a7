package org.prefabtracker.workbook.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.poi.ss.SpreadsheetVersion;

/** A file of tables that is read row by row, whatever its size. */
public interface SheetFile extends AutoCloseable {

    /** The limits of a spreadsheet program: 1,048,576 rows and 16,384 columns. */
    SpreadsheetVersion LIMITS = SpreadsheetVersion.EXCEL2007;

    /** The limit for the texts of a row together, in bytes or characters: many cells may name one long text. */
    int LONGEST_ROW = 2 << 20;

    /**
     * A table of a file.
     *
     * @param id identifies it in its file
     * @param name unique in the file
     * @param hidden whether a spreadsheet program does not show it
     */
    record Sheet(String id, String name, boolean hidden) {}

    /**
     * Opens a workbook (.xlsx) or a CSV file, which are told apart by their content.
     *
     * @param unpackedLimit the limit for the unpacked size of all parts together, in bytes
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the file is rejected
     */
    static SheetFile open(Path file, long unpackedLimit) throws IOException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(4);
        }
        if (Arrays.equals(beginning, OldWorkbook.BEGINNING)) {
            throw OldWorkbook.rejected(file).problem();
        }
        return Arrays.equals(beginning, XlsxFile.BEGINNING) ? XlsxFile.open(file, unpackedLimit) : CsvFile.open(file);
    }

    /** The tables, in the order of their tabs. */
    List<Sheet> sheets();

    /**
     * Reads the rows of a table in order.
     *
     * @param rows receives each row; returns false to end the reading
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the file is rejected
     */
    void read(Sheet sheet, Predicate<SheetRow> rows);

    @Override
    void close() throws IOException;
}
