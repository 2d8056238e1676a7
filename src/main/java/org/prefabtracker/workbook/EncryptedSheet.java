package org.prefabtracker.workbook;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Distinguishes encrypted workbooks from workbooks of the old format (.xls); both are OLE2 files. */
final class EncryptedSheet {

    private EncryptedSheet() {}

    static boolean isEncrypted(Path file) {
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
            return files.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }
}
