package org.prefabtracker.workbook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.xml.sax.Attributes;

/** Reads an .xlsx file row by row, whatever its size. The file is untrusted: all sizes and structures are checked. */
final class WorkbookReader implements AutoCloseable {

    private static final int ENTRIES = 10_000;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE2 = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    /** A sheet of a workbook, in the order of its tabs. */
    record Sheet(String name, String part) {}

    private final ZipFile zip;
    private final long unpackedLimit;
    private long unpacked;
    private List<Sheet> sheets = List.of();
    private SharedStrings strings = SharedStrings.empty();

    private WorkbookReader(ZipFile zip, long unpackedLimit) {
        this.zip = zip;
        this.unpackedLimit = unpackedLimit;
    }

    /**
     * @param unpackedLimit the limit for the unpacked size of all parts together, in bytes
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the file is rejected
     */
    static WorkbookReader open(Path file, long unpackedLimit) throws IOException {
        checkBeginning(file);
        WorkbookReader workbook;
        try {
            workbook = new WorkbookReader(new ZipFile(file.toFile(), StandardCharsets.UTF_8), unpackedLimit);
        } catch (ZipException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
        try {
            workbook.checkEntries();
            workbook.findParts();
            return workbook;
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    /** Reads all rows of a sheet. A sheet can be read once, because the bytes read are counted. */
    void read(Sheet sheet, Consumer<SheetRow> consumer) {
        try {
            Xml.read(part(sheet.part()), new SheetXml(strings, consumer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        strings.close();
        zip.close();
    }

    private static void checkBeginning(Path file) throws IOException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(4);
        }
        if (java.util.Arrays.equals(beginning, OLE2)) {
            throw (EncryptedSheet.isEncrypted(file) ? RejectedFile.ENCRYPTED : RejectedFile.OLD_FORMAT).problem();
        }
        if (!java.util.Arrays.equals(beginning, ZIP)) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
    }

    private void checkEntries() throws IOException {
        if (zip.size() > ENTRIES) {
            throw RejectedFile.BOMB.problem();
        }
        long declared = 0;
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            declared += Math.max(0, entry.getSize());
            if (entry.getName().endsWith("vbaProject.bin")) {
                throw RejectedFile.MACROS.problem();
            }
        }
        if (declared > unpackedLimit) {
            throw RejectedFile.BOMB.problem();
        }
        boolean[] macros = {false};
        Xml.read(part("[Content_Types].xml"), new Xml.Handler() {
            @Override
            void start(String name, Attributes attributes) {
                String type = attributes.getValue("ContentType");
                macros[0] |= type != null && type.contains("macroEnabled");
            }
        });
        if (macros[0]) {
            throw RejectedFile.MACROS.problem();
        }
    }

    /** A relation between parts; its target is relative to the source part, or absolute. */
    private record Relation(String type, String part) {}

    private void findParts() throws IOException {
        String workbook = relations("").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument"))
                .map(Relation::part)
                .findFirst()
                .orElseThrow(RejectedFile.NO_WORKBOOK::problem);
        Map<String, Relation> relations = relations(workbook);
        List<Sheet> found = new ArrayList<>();
        Xml.read(part(workbook), new Xml.Handler() {
            @Override
            void start(String name, Attributes attributes) {
                if (name.equals("sheet")) {
                    Relation relation = relations.get(attribute(attributes, "id"));
                    // a chart sheet has no rows
                    if (relation != null && relation.type().endsWith("/worksheet")) {
                        found.add(new Sheet(attribute(attributes, "name"), relation.part()));
                    }
                }
            }
        });
        sheets = List.copyOf(found);
        for (Relation relation : relations.values()) {
            if (relation.type().endsWith("/sharedStrings")) {
                strings = SharedStrings.read(part(relation.part()));
            }
        }
    }

    private Map<String, Relation> relations(String of) throws IOException {
        int slash = of.lastIndexOf('/') + 1;
        URI base = URI.create("/").resolve(uri(of));
        Map<String, Relation> relations = new HashMap<>();
        Xml.read(part(of.substring(0, slash) + "_rels/" + of.substring(slash) + ".rels"), new Xml.Handler() {
            @Override
            void start(String name, Attributes attributes) {
                String target = attribute(attributes, "Target");
                if (name.equals("Relationship")
                        && target != null
                        && !"External".equals(attribute(attributes, "TargetMode"))) {
                    relations.put(
                            attribute(attributes, "Id"),
                            new Relation(
                                    String.valueOf(attribute(attributes, "Type")),
                                    base.resolve(uri(target)).getPath().substring(1)));
                }
            }
        });
        return relations;
    }

    private static URI uri(String path) {
        try {
            return URI.create(path.replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
    }

    private InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
        return new Counting(zip.getInputStream(entry));
    }

    /** The size in the header of an entry is not trusted, so the bytes are counted. */
    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            unpacked += Math.max(0, read);
            if (unpacked > unpackedLimit) {
                throw RejectedFile.BOMB.problem();
            }
        }
    }
}
