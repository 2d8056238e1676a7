package org.prefabtracker.workbook;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.message.Language;

/** The parameters of an upload of a workbook. */
public class Upload {

    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");
    private static final Pattern EXCLUDED = Pattern.compile("0(\\.0*)?");

    @RestForm("file")
    FileUpload file;

    @Takes(Boolean.class)
    @QueryParam("dryRun")
    String dryRun;

    /** Whether the workbook replaces what was registered before. */
    @QueryParam("replace")
    String replace;

    /** Whether hidden sheets and rows are read too. */
    @Takes(Boolean.class)
    @QueryParam("includeHidden")
    String includeHidden;

    @Context
    HttpHeaders headers;

    @HeaderParam("Prefer")
    String prefer;

    /** Whether the part is encoded for its transfer, so that it is not as the file is. */
    boolean isEncoded() {
        return file.getHeaders().getOrDefault("Content-Transfer-Encoding", List.of()).stream()
                .anyMatch(encoding -> !PLAIN.contains(encoding.strip().toLowerCase(Locale.ROOT)));
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(QueryParams.flag("dryRun", dryRun));
    }

    boolean replaces() {
        return Boolean.TRUE.equals(QueryParams.flag("replace", replace));
    }

    boolean includesHidden() {
        return Boolean.TRUE.equals(QueryParams.flag("includeHidden", includeHidden));
    }

    /** Whether the answer is wanted as a workbook: its media type is accepted, and JSON is not preferred. */
    boolean wantsWorkbook() {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> !EXCLUDED.matcher(type.getParameters().getOrDefault("q", "1"))
                        .matches())
                .map(type -> type.getType() + "/" + type.getSubtype())
                .filter(type -> type.equals(XLSX) || type.equals(MediaType.APPLICATION_JSON))
                .findFirst()
                .filter(XLSX::equals)
                .isPresent();
    }

    /** The language of the faults; empty where none is preferred: then that of the headers. */
    Optional<Language> language() {
        return Language.accepted(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    boolean wantsJob() {
        return prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async");
    }
}
