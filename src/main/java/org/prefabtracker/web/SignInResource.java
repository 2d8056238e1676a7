package org.prefabtracker.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CsrfGuard;
import org.prefabtracker.access.OidcLogin;
import org.prefabtracker.access.PasswordChange;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.access.SecondFactors;
import org.prefabtracker.access.Session;
import org.prefabtracker.access.SessionStore;
import org.prefabtracker.shared.http.ClearText;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violations;

/** Signs in and out with forms, for browsers with and without script. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RequiresPermission(Permission.PUBLIC)
public class SignInResource {

    private static final String LANGUAGES = "Accept-Language";

    @Inject
    SessionStore sessions;

    @Inject
    PasswordChange passwords;

    @Inject
    SecondFactors factors;

    @Inject
    OidcLogin provider;

    @Inject
    CsrfGuard csrfGuard;

    @Inject
    ClearText clearText;

    @GET
    @Path("sign-in")
    @Operation(hidden = true)
    public RestResponse<String> page(
            @QueryParam("to") String to,
            @QueryParam("lang") String language,
            @HeaderParam(LANGUAGES) String acceptLanguage) {
        SignInPage page = SignInPage.of(language, acceptLanguage, to, clearText.isSent());
        return Pages.page(
                        200,
                        sessions.find()
                                .map(session -> page.of(session, null))
                                .orElseGet(() -> page.form(null, null, provider.isConfigured())))
                .build();
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public RestResponse<String> signIn(
            @FormParam("login") String login,
            @FormParam("password") String password,
            @FormParam("to") String to,
            @FormParam("lang") String language,
            @HeaderParam(LANGUAGES) String acceptLanguage) {
        csrfGuard.refuseWithoutOrigin();
        SignInPage page = SignInPage.of(language, acceptLanguage, to, clearText.isSent());
        String name = Objects.requireNonNullElse(login, "");
        try {
            Optional<Account> account = sessions.account(name, Objects.requireNonNullElse(password, ""));
            if (account.isEmpty()) {
                return Pages.page(401, page.form(page.say("wrong"), name, provider.isConfigured()))
                        .build();
            }
            return Transactions.write(() -> {
                Session session = sessions.begin(account.get());
                return Pages.redirect(303, session.pending() == null ? page.to() : page.address());
            });
        } catch (HttpProblem problem) {
            if (problem.getStatusCode() != 429 && problem.getStatusCode() != 503
                    || !problem.getHeaders().containsKey("Retry-After")) {
                throw problem;
            }
            Object seconds = problem.getHeaders().get("Retry-After");
            return Pages.page(
                            problem.getStatusCode(),
                            page.form(page.say("delayed", seconds), name, provider.isConfigured()))
                    .header("Retry-After", seconds)
                    .build();
        }
    }

    /** Replaces the initial password of the person who just signed in. */
    @POST
    @Path("sign-in/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public RestResponse<String> changePassword(
            @FormParam("csrf") String csrf,
            @FormParam("current") String current,
            @FormParam("next") String next,
            @FormParam("to") String to,
            @FormParam("lang") String language,
            @HeaderParam(LANGUAGES) String acceptLanguage) {
        csrfGuard.refuseWithoutOrigin();
        SignInPage page = SignInPage.of(language, acceptLanguage, to, clearText.isSent());
        Optional<Session> session = sessions.find();
        if (session.isEmpty() || session.get().pending() == Session.Pending.SECOND_FACTOR) {
            return Pages.redirect(303, page.address());
        }
        if (!CsrfGuard.isOf(session.get(), csrf)) {
            throw Problems.of(403, "The form belongs to another session; reload the page");
        }
        try {
            passwords.change(
                    session.get().who(),
                    session.get(),
                    Objects.requireNonNullElse(current, ""),
                    Objects.requireNonNullElse(next, ""),
                    new Violations());
            return Pages.redirect(303, page.to());
        } catch (HttpProblem problem) {
            if (problem.getStatusCode() != 422 && problem.getStatusCode() != 429) {
                throw problem;
            }
            Object seconds = problem.getHeaders().get("Retry-After");
            String said = problem.getStatusCode() == 429 ? page.say("delayed", seconds) : page.say("refusedPassword");
            return Pages.page(problem.getStatusCode(), page.of(session.get(), said))
                    .build();
        }
    }

    /** Shows the second factor, or enrols one: first the secret, then a code of it. */
    @POST
    @Path("sign-in/code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public RestResponse<String> secondFactor(
            @FormParam("csrf") String csrf,
            @FormParam("code") String code,
            @FormParam("to") String to,
            @FormParam("lang") String language,
            @HeaderParam(LANGUAGES) String acceptLanguage) {
        csrfGuard.refuseWithoutOrigin();
        SignInPage page = SignInPage.of(language, acceptLanguage, to, clearText.isSent());
        Optional<Session> found = sessions.find();
        if (found.isEmpty() || found.get().pending() == null) {
            return Pages.redirect(303, page.address());
        }
        Session session = found.get();
        if (!CsrfGuard.isOf(session, csrf)) {
            throw Problems.of(403, "The form belongs to another session; reload the page");
        }
        try {
            if (session.pending() == Session.Pending.ENROL && code == null) {
                return Pages.page(200, page.enrol(session, factors.begin(session.who())))
                        .build();
            }
            if (session.pending() == Session.Pending.ENROL) {
                return factors.confirm(session.who(), session, code)
                        ? Pages.redirect(303, page.address())
                        : Pages.page(422, page.code(session, page.say("wrongCode"), ""))
                                .build();
            }
            return factors.accept(session.who().personId(), session, code)
                    ? Pages.redirect(303, page.address())
                    : Pages.page(422, page.of(session, page.say("wrongCode"))).build();
        } catch (HttpProblem problem) {
            if (problem.getStatusCode() != 429) {
                throw problem;
            }
            Object seconds = problem.getHeaders().get("Retry-After");
            return Pages.page(429, page.of(session, page.say("delayed", seconds)))
                    .header("Retry-After", seconds)
                    .build();
        }
    }

    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public RestResponse<String> signOut(
            @FormParam("csrf") String csrf,
            @FormParam("lang") String language,
            @HeaderParam(LANGUAGES) String acceptLanguage) {
        csrfGuard.refuseWithoutOrigin();
        Optional<Session> session = sessions.find();
        if (session.isPresent() && !CsrfGuard.isOf(session.get(), csrf)) {
            throw Problems.of(403, "The form belongs to another session; reload the page");
        }
        return Transactions.write(() -> {
            session.ifPresent(sessions::end);
            return Pages.redirect(
                    303,
                    "/sign-in?lang="
                            + SignInPage.of(language, acceptLanguage, null, clearText.isSent())
                                    .say("language"));
        });
    }
}
