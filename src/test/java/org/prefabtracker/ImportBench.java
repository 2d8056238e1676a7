package org.prefabtracker;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/**
 * Import of a workbook of 100,000 components over HTTP by the packaged application under {@code -Xmx512m}, against reading the
 * same workbook cell by cell with POI's event API and COPY of the same rows into the same table.
 */
class ImportBench {

    private static final int ROWS = 100_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "benchmark-of-imports";

    private static RunningApplication application;
    private static Connection database;
    private static Path workbook;
    private static int projects;

    @BeforeAll
    static void start() throws Exception {
        application = RunningApplication.startForBenchmark();
        database = application.owner();
        workbook = workbook();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        application.close();
    }

    @Test
    void importsAWorkbookInNoMoreThanTwiceTheTimeOfReadingAndCopyingIt() throws Exception {
        Benchmark.compareMeasured(
                "import of a workbook of 100,000 components over HTTP, -Xmx512m",
                3,
                () -> {
                    String project = project();
                    long begin = System.nanoTime();
                    HttpResponse<String> answer = send(project, "return=representation");
                    long took = System.nanoTime() - begin;
                    expect(answer.statusCode() == 200 && answer.body().contains("\"created\":" + ROWS), answer.body());
                    return took;
                },
                "POI's event API and COPY into the same table",
                ImportBench::readAndCopy,
                2.0);
    }

    @Test
    void importsTheSameAsAJobWithItsProgress() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        AtomicLong imports = new AtomicLong();
        Benchmark.compareMeasured(
                "the same as a job, until it is done",
                3,
                () -> {
                    String project = project();
                    long begin = System.nanoTime();
                    HttpResponse<String> accepted = send(project, "respond-async");
                    expect(accepted.statusCode() == 202, accepted.body());
                    String location = accepted.headers().firstValue("Location").orElseThrow();
                    String state = "";
                    while (!state.contains("\"DONE\"")) {
                        Thread.sleep(50);
                        String next = HTTP.send(
                                        HttpRequest.newBuilder(
                                                        application.uri("").resolve(location))
                                                .header("Authorization", "Bearer " + application.token())
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
                        expect(!next.contains("\"FAILED\""), next);
                        if (!next.equals(state)) {
                            steps.incrementAndGet();
                        }
                        state = next;
                    }
                    expect(state.contains("\"created\":" + ROWS), state);
                    imports.addAndGet(System.nanoTime() - begin);
                    return System.nanoTime() - begin;
                },
                "POI's event API and COPY into the same table",
                ImportBench::readAndCopy,
                2.0);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(imports.get());
        expect(steps.get() * 2L >= seconds, "progress was seen " + steps.get() + " times only in " + seconds + " s");
    }

    private static String text(String sql) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void expect(boolean right, String found) {
        if (!right) {
            throw new AssertionError(found);
        }
    }

    private static String project() throws Exception {
        String code = "IMPORT-" + ++projects;
        application.post("/projects", """
                {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(code));
        application.post("/projects/" + code + "/buildings", """
                {"code": "1#", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 100, "floorAreaM2": 100000}""");
        return code;
    }

    private static HttpResponse<String> send(String project, String prefer) throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bill.xlsx\"\r\n"
                        + "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n"),
                HttpRequest.BodyPublishers.ofFile(workbook),
                HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return HTTP.send(
                HttpRequest.newBuilder(application.uri("/projects/" + project + "/components/import"))
                        .header("Authorization", "Bearer " + application.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .header("Prefer", prefer)
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Path workbook() throws Exception {
        Path file = Files.createTempFile(Path.of("target/test-data"), "bill", ".xlsx");
        try (SXSSFWorkbook book = new SXSSFWorkbook(null, 100, true, true);
                OutputStream out = Files.newOutputStream(file)) {
            var sheet = book.createSheet("构件清单");
            String[] headers = {"构件编号", "单体建筑", "楼层", "规格编号", "位置", "构件号", "投影面积", "质量"};
            var header = sheet.createRow(0);
            for (int i = 0; i < headers.length; i++) {
                header.createCell(i).setCellValue(headers[i]);
            }
            for (int i = 1; i <= ROWS; i++) {
                var row = sheet.createRow(i);
                int storey = 1 + i % 100;
                row.createCell(0).setCellValue("1#-%03d-DBS-%06d".formatted(storey, i));
                row.createCell(1).setCellValue("1#");
                row.createCell(2).setCellValue(Integer.toString(storey));
                row.createCell(3).setCellValue(i % 2 == 0 ? "DBS1-67-3620-31" : "DBS2-67-4224-11");
                row.createCell(4).setCellValue("A-B/" + i % 50);
                row.createCell(5).setCellValue("YB-" + i % 40);
                row.createCell(6).setCellValue(6 + i % 100 / 100.0);
                row.createCell(7).setCellValue(900 + i % 7);
            }
            book.write(out);
        }
        return file;
    }

    /** The limit: every cell read, every row sent to the table the components stand in, nothing checked. */
    private static long readAndCopy() throws Exception {
        String project = project();
        String keys = text("""
                select b.project_id || E'\\t' || b.id || E'\\t' || min(s.id) || E'\\t' || (select id from spec where code = 'DBS1-67-3620-31')
                from building b join project p on p.id = b.project_id
                join storey s on s.project_id = b.project_id and s.building_id = b.id
                where p.code = '%s' group by b.project_id, b.id""".formatted(project));
        String[] key = keys.split("\t");
        long begin = System.nanoTime();
        StringBuilder rows = new StringBuilder(ROWS * 120);
        try (OPCPackage opc = OPCPackage.open(workbook.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(opc);
            ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(opc);
            XMLReader parser = XMLHelper.newXMLReader();
            String[] cells = new String[8];
            parser.setContentHandler(new XSSFSheetXMLHandler(
                    reader.getStylesTable(),
                    strings,
                    new XSSFSheetXMLHandler.SheetContentsHandler() {
                        @Override
                        public void startRow(int row) {}

                        @Override
                        public void endRow(int row) {
                            if (row > 0) {
                                rows.append(key[0])
                                        .append('\t')
                                        .append(-(long) row)
                                        .append('\t')
                                        .append(cells[0]);
                                rows.append('\t')
                                        .append(cells[5])
                                        .append('\t')
                                        .append(key[1])
                                        .append('\t')
                                        .append(key[2]);
                                rows.append('\t')
                                        .append(cells[4])
                                        .append('\t')
                                        .append(key[3])
                                        .append("\t1\t1\t1\t");
                                rows.append(cells[6])
                                        .append('\t')
                                        .append(cells[7])
                                        .append("\tf\t1\tnow\tnow\t1\n");
                            }
                        }

                        @Override
                        public void cell(String reference, String value, XSSFComment comment) {
                            cells[reference.charAt(0) - 'A'] = value;
                        }
                    },
                    false));
            try (InputStream sheet = reader.getSheetsData().next()) {
                parser.parse(new InputSource(sheet));
            }
        }
        database.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                copy component (project_id, id, code, mark, building_id, storey_id, position, spec_id, spec_revision, count, amount,
                  plan_area_m2, mass_kg, cancelled, version, valid_from, recorded_at, recorded_by) from stdin""", new StringReader(rows.toString()));
        return System.nanoTime() - begin;
    }
}
