package org.prefabtracker.workbook;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.prefabtracker.shared.http.QueryParams;

/** The parameters of an upload of a workbook. */
public class Upload {

    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @RestForm("file")
    FileUpload file;

    @QueryParam("dryRun")
    String dryRun;

    @HeaderParam("Accept")
    String accept;

    @HeaderParam("Prefer")
    String prefer;

    boolean isDryRun() {
        return Boolean.TRUE.equals(QueryParams.flag("dryRun", dryRun));
    }

    boolean wantsWorkbook() {
        return accept != null && accept.contains(XLSX);
    }

    boolean wantsJob() {
        return prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async");
    }
}
