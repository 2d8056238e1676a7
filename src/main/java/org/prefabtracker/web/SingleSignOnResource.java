package org.prefabtracker.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.OidcLogin;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.access.SessionStore;
import org.prefabtracker.access.SsoProvisioner;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.ClearText;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** Redirects to the provider of single sign-on and, after the sign-in there, to the requested page. */
@Path("/sign-in/sso")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RequiresPermission(Permission.PUBLIC)
public class SingleSignOnResource {

    @Inject
    OidcLogin provider;

    @Inject
    SsoProvisioner admission;

    @Inject
    SessionStore sessions;

    @Inject
    AuditContext auditContext;

    @Inject
    ClearText clearText;

    @Inject
    Clock clock;

    @GET
    @Operation(hidden = true)
    public RestResponse<String> signIn(
            @QueryParam("to") String to,
            @QueryParam("lang") String language,
            @HeaderParam("Accept-Language") String acceptLanguage) {
        if (!provider.isConfigured()) {
            throw Problems.of(404, "Single sign-on is not configured");
        }
        SignInPage page = SignInPage.of(language, acceptLanguage, to, clearText.isSent());
        OidcLogin.Step step = provider.step();
        if (step instanceof OidcLogin.Step.GoTo next) {
            return Pages.redirect(next.status(), next.address());
        }
        if (step instanceof OidcLogin.Step.Authenticated authenticated) {
            return Transactions.write(() -> answer(page, authenticated));
        }
        auditContext.triesToLogIn(null);
        return Pages.page(401, page.form(page.say("sso.failed"), null, true)).build();
    }

    private RestResponse<String> answer(SignInPage page, OidcLogin.Step.Authenticated authenticated) {
        SsoProvisioner.Decision decision = admission.decide(authenticated.claims());
        if (decision instanceof SsoProvisioner.Decision.Admitted admitted) {
            sessions.begin(admitted.account(), authenticated.at(OffsetDateTime.now(clock)));
            return Pages.redirect(303, page.to());
        }
        SsoProvisioner.Why why = ((SsoProvisioner.Decision.Refused) decision).why();
        return Pages.page(403, page.form(page.say("sso." + why), null, true)).build();
    }
}
