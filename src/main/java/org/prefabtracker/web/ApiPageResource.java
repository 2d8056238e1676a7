package org.prefabtracker.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.ClearText;

/** Redirects to the page to try the API, whose files are in META-INF/resources/q/swagger-ui. */
@Path("/q/swagger-ui")
@RequiresPermission(Permission.PUBLIC)
public class ApiPageResource {

    @Inject
    ClearText clearText;

    /** Warns on the page where passwords are sent unencrypted; empty elsewhere. No cache keeps it. */
    @GET
    @Path("notice.js")
    @Produces("text/javascript;charset=UTF-8")
    @Operation(hidden = true)
    public Response notice() {
        return Response.ok(clearText.isSent() ? notice(List.of(Locale.ENGLISH, Locale.CHINESE)) : "")
                .header("Cache-Control", "no-store")
                .build();
    }

    static String notice(List<Locale> languages) {
        String text = languages.stream()
                .map(language ->
                        ResourceBundle.getBundle("web/sign-in", language).getString("clearText"))
                .collect(Collectors.joining(" "));
        return "document.querySelector(\"nav\").append(Object.assign(document.createElement(\"p\"), { textContent: \""
                + text + "\" }));\n";
    }

    @GET
    @Operation(hidden = true)
    public Response page() {
        return Response.seeOther(URI.create("/q/swagger-ui/")).build();
    }
}
