package org.prefabtracker.workbook.file;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Distinguishes workbooks with a password from workbooks of the old format (.xls); both are OLE2 files. */
final class OldWorkbook {

    /** The first bytes of an OLE2 file. */
    static final byte[] BEGINNING = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private OldWorkbook() {}

    static RejectedFile rejected(Path file) {
        return isEncrypted(file) ? RejectedFile.ENCRYPTED : RejectedFile.OLD_FORMAT;
    }

    private static boolean isEncrypted(Path file) {
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
            return files.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }
}
