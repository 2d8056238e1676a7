package org.prefabtracker.workbook.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ChecksumInputStream;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;

/**
 * The entries of a workbook as POI's package reads them. POI neither bounds the unpacked size of all entries together nor compares
 * checksums, and it reads the parts that describe the package as a whole into memory; these limits are set here. It gets only the
 * parts that may be needed, because it rejects packages with further files that are not described.
 */
final class GuardedZip extends ZipFileZipEntrySource {

    private static final int ENTRIES = 10_000;
    /** The size of a part that POI reads as a whole: content types and relations. 10,000 sheets need about 2 MB. */
    private static final long DESCRIPTION = 2 << 20;
    /** No name, attribute or text of a workbook is as long, in bytes. */
    private static final int WITHOUT_MARKUP = 1 << 20;

    private static final String CONTENT_TYPES = "[content_types].xml";

    private final long unpackedLimit;
    private final List<ZipArchiveEntry> entries;
    private final Map<String, Long> sizes = new HashMap<>();

    private GuardedZip(ZipFile zip, long unpackedLimit) {
        super(zip);
        this.unpackedLimit = unpackedLimit;
        this.entries = Collections.list(zip.getEntries());
    }

    /**
     * Opens a zip file and checks the list of its entries.
     *
     * @param unpackedLimit the limit for the unpacked size of all entries together, in bytes
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the file is rejected
     */
    static GuardedZip open(Path file, long unpackedLimit) throws IOException {
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | IllegalArgumentException e) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
        GuardedZip guarded = new GuardedZip(zip, unpackedLimit);
        try {
            guarded.check();
            return guarded;
        } catch (RuntimeException e) {
            guarded.close();
            throw e;
        }
    }

    private void check() {
        long declared = 0;
        for (ZipArchiveEntry entry : entries) {
            declared += Math.max(0, entry.getSize());
            if (entry.getName().endsWith("vbaProject.bin")) {
                throw RejectedFile.MACROS.problem();
            }
        }
        if (declared > unpackedLimit || entries.size() > ENTRIES) {
            throw RejectedFile.BOMB.problem();
        }
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        return Collections.enumeration(
                entries.stream().filter(GuardedZip::mayBeNeeded).toList());
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
        InputStream in = ChecksumInputStream.builder()
                .setInputStream(super.getInputStream(entry))
                .setChecksum(new CRC32())
                .setExpectedChecksumValue(entry.getCrc())
                .get();
        return new Counted(isDescription(entry) ? new Description(in) : in, entry.getName());
    }

    /** Properties, relations of other parts than the workbook, pictures and embedded files are not. */
    private static boolean mayBeNeeded(ZipArchiveEntry entry) {
        String name = name(entry);
        if (name.startsWith("docprops/") || name.contains("customxml/")) {
            return false;
        }
        return name.endsWith(".rels")
                ? !name.contains("sheets/_rels/") && entry.getSize() <= DESCRIPTION
                : name.endsWith(".xml");
    }

    private static boolean isDescription(ZipArchiveEntry entry) {
        return name(entry).equals(CONTENT_TYPES) || name(entry).endsWith(".rels");
    }

    private static String name(ZipArchiveEntry entry) {
        return entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    /** Ends with an error where a description is longer than any workbook needs. */
    private static final class Description extends FilterInputStream {

        Description(InputStream in) throws IOException {
            super(BoundedInputStream.builder()
                    .setInputStream(in)
                    .setMaxCount(DESCRIPTION)
                    .setOnMaxCount((max, count) -> {
                        throw RejectedFile.BOMB.problem();
                    })
                    .get());
        }
    }

    /** The size of all entries read so far; an entry may be read again. */
    private long unpacked() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The size in the header of an entry is not trusted, so the bytes are counted. */
    private final class Counted extends FilterInputStream {
        private final String entry;
        private long size;
        private int withoutMarkup;

        Counted(InputStream in, String entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        private int readChecked(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw RejectedFile.DAMAGED.problem();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int read = readChecked(bytes, offset, length);
            size += Math.max(0, read);
            if (size > sizes.getOrDefault(entry, 0L)) {
                sizes.put(entry, size);
            }
            if (size > unpackedLimit || read < 0 && unpacked() > unpackedLimit) {
                throw RejectedFile.BOMB.problem();
            }
            int last = offset + read - 1;
            while (last >= offset && bytes[last] != '<') {
                last--;
            }
            withoutMarkup = last < offset ? withoutMarkup + Math.max(0, read) : offset + read - 1 - last;
            if (withoutMarkup > WITHOUT_MARKUP) {
                throw RejectedFile.BOMB.problem();
            }
            return read;
        }
    }
}
