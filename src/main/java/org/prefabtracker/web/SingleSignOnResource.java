package org.prefabtracker.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Admission;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.access.Sessions;
import org.prefabtracker.access.SingleSignOn;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Transact;

/** Leads to the provider of single sign-on and, once one comes back, to the page one wanted to see. */
@Path("/sign-in/sso")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Needs(Right.PUBLIC)
public class SingleSignOnResource {

    @Inject
    SingleSignOn provider;

    @Inject
    Admission admission;

    @Inject
    Sessions sessions;

    @Inject
    Deed deed;

    @GET
    @Operation(hidden = true)
    public RestResponse<String> signIn(
            @QueryParam("to") String to,
            @QueryParam("lang") String language,
            @HeaderParam("Accept-Language") String acceptLanguage) {
        if (!provider.isConfigured()) {
            throw Problems.of(404, "There is no single sign-on here");
        }
        SignInPage page = SignInPage.of(language, acceptLanguage, to);
        SingleSignOn.Step step = provider.step();
        if (step instanceof SingleSignOn.Step.GoTo next) {
            return Pages.redirect(next.status(), next.address());
        }
        if (step instanceof SingleSignOn.Step.Vouched vouched) {
            return Transact.call(() -> answer(page, admission.decide(vouched.claims())));
        }
        deed.triesToLogIn(null);
        return Pages.page(401, page.form(page.say("sso.failed"), null, true)).build();
    }

    private RestResponse<String> answer(SignInPage page, Admission.Decision decision) {
        if (decision instanceof Admission.Decision.Admitted admitted) {
            sessions.begin(admitted.account());
            return Pages.redirect(303, page.to());
        }
        Admission.Why why = ((Admission.Decision.Refused) decision).why();
        return Pages.page(403, page.form(page.say("sso." + why), null, true)).build();
    }
}
