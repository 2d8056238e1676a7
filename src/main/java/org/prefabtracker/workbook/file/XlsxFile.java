package org.prefabtracker.workbook.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.ODFNotOfficeXmlFileException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCComplianceFlags;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.ss.util.CellRangeAddress;

/** A workbook (.xlsx). POI reads its package: content types, relations and part names; the parts are read as streams. */
final class XlsxFile implements SheetFile {

    /** The first bytes of a zip file. */
    static final byte[] BEGINNING = {'P', 'K', 3, 4};

    private final GuardedZip zip;
    private final PackagePart workbook;
    private final long unpackedLimit;
    private final List<Sheet> sheets;
    private boolean since1904;
    private final SharedStrings strings;
    private final CellStyles styles;

    private XlsxFile(GuardedZip zip, PackagePart workbook, long unpackedLimit) throws IOException {
        this.zip = zip;
        this.unpackedLimit = unpackedLimit;
        this.workbook = workbook;
        this.sheets = findSheets();
        PackagePart formats = part("/styles");
        styles = formats == null ? CellStyles.NONE : CellStyles.read(formats.getInputStream(), since1904);
        PackagePart texts = part("/sharedStrings");
        strings = texts == null ? SharedStrings.NONE : SharedStrings.read(texts.getInputStream());
    }

    static XlsxFile open(Path file, long unpackedLimit) throws IOException {
        GuardedZip zip = GuardedZip.open(file, unpackedLimit);
        try {
            return new XlsxFile(zip, workbook(zip), unpackedLimit);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static PackagePart workbook(GuardedZip zip) {
        try {
            OPCPackage pack = OPCPackage.open(zip, OPCComplianceFlags.disableAll());
            PackageRelationship main = pack.getRelationshipsByType(PackageRelationshipTypes.CORE_DOCUMENT)
                    .getRelationship(0);
            if (main == null) {
                main = pack.getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT)
                        .getRelationship(0);
            }
            PackagePart workbook = main == null ? null : pack.getPart(main);
            if (workbook == null) {
                throw RejectedFile.NO_WORKBOOK.problem();
            }
            String type = workbook.getContentType();
            if (type.contains("sheet.binary")) {
                throw RejectedFile.BINARY_FORMAT.problem();
            }
            if (type.contains("macroEnabled")) {
                throw RejectedFile.MACROS.problem();
            }
            return workbook;
        } catch (ODFNotOfficeXmlFileException e) {
            throw RejectedFile.OPEN_DOCUMENT.problem();
        } catch (OpenXML4JException | IllegalArgumentException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
    }

    private List<Sheet> findSheets() throws IOException {
        List<Sheet> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Xml.read(workbook.getInputStream(), new Xml.Handler() {
            @Override
            void start(String name, XMLStreamReader element) {
                since1904 |= name.equals("workbookPr") && isTrue(attribute(element, "date1904"));
                if (!name.equals("sheet")) {
                    return;
                }
                String id = attribute(element, "id");
                PackageRelationship relation = id == null ? null : workbook.getRelationship(id);
                // a chart sheet has no rows
                if (relation != null && relation.getRelationshipType().endsWith("/worksheet")) {
                    String state = attribute(element, "state");
                    String free = free(attribute(element, "name"), names);
                    found.add(new Sheet(id, free, state != null && !state.equals("visible")));
                }
            }
        });
        return List.copyOf(found);
    }

    /** The name of a sheet; a number is added where another sheet has it, and a name is made where there is none. */
    private static String free(String name, Set<String> taken) {
        String given = name == null || name.isBlank() ? "Sheet" : name.length() > 200 ? name.substring(0, 200) : name;
        String free = given;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = given + " (" + i + ")";
        }
        return free;
    }

    /** A part by the end of its relation's type, which is the same in strict and transitional workbooks; null where there is none. */
    private PackagePart part(String type) {
        for (PackageRelationship relation : relations()) {
            if (relation.getRelationshipType().endsWith(type)) {
                return part(relation);
            }
        }
        return null;
    }

    private Iterable<PackageRelationship> relations() {
        try {
            return workbook.getRelationships();
        } catch (OpenXML4JException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
    }

    /** The part that a relation names; null where the file lacks it. */
    private PackagePart part(PackageRelationship relation) {
        try {
            return workbook.getRelatedPart(relation);
        } catch (OpenXML4JException | IllegalArgumentException e) {
            return null;
        }
    }

    private InputStream part(Sheet sheet) throws IOException {
        PackagePart part = part(workbook.getRelationship(sheet.id()));
        if (part == null) {
            throw RejectedFile.DAMAGED.problem();
        }
        return part.getInputStream();
    }

    @Override
    public List<Sheet> sheets() {
        return sheets;
    }

    @Override
    public void read(Sheet sheet, Predicate<SheetRow> rows) {
        try {
            List<CellRangeAddress> merged = MergedCells.areIn(part(sheet)) ? MergedCells.read(part(sheet)) : List.of();
            Xml.read(part(sheet), new SheetXml(strings, styles, unpackedLimit, MergedCells.filling(merged, rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        strings.close();
        zip.close();
    }
}
