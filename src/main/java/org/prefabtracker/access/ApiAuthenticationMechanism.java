package org.prefabtracker.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AnonymousAuthenticationRequest;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.prefabtracker.shared.http.SessionCookie;
import org.prefabtracker.shared.problem.Problems;

/**
 * Authenticates a request by its token (Bearer), its name and password (Basic), or else the session cookie of a page. Where a
 * request has several of these, Authorization counts.
 */
@ApplicationScoped
public class ApiAuthenticationMechanism implements HttpAuthenticationMechanism {

    /** The {@link Account} of an identity. */
    static final String ACCOUNT = "account";

    /** The {@link Session} of an identity, where it has one. */
    static final String SESSION = "session";

    /** Before the mechanism of single sign-on, which has 1001. */
    private static final int FIRST = 2000;

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    @Inject
    ApiTokenStore tokens;

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    SessionStore sessions;

    @Inject
    SessionCookie cookie;

    /** The credentials that were sent, and the account they belong to, if there is one. */
    static class Claim extends BaseAuthenticationRequest {
        final Supplier<Optional<Owner>> owner;

        Claim(Supplier<Optional<Owner>> owner) {
            this.owner = owner;
        }
    }

    /** @param session null where the request does not come from a page */
    record Owner(Account account, Session session) {
        Owner(Account account) {
            this(account, null);
        }

        Owner(Session session) {
            this(session.who(), session);
        }
    }

    static boolean isPassword(String authorization) {
        return authorization != null && authorization.startsWith(BASIC);
    }

    static HttpProblem unauthorized() {
        return Problems.builder(
                        401,
                        "Sign in: send a token as Authorization: Bearer; POST /api/v1/tokens returns one for a name and a password. "
                                + "Pages sign in with POST /api/v1/session")
                .withHeader("WWW-Authenticate", "Bearer realm=\"prefab-tracker\"")
                .build();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String sent = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            return cookie.of(context.request()).isEmpty()
                    // and no other mechanism is tried: single sign-on has its own address
                    ? identities.authenticate(AnonymousAuthenticationRequest.INSTANCE)
                    : identities.authenticate(
                            new Claim(() -> sessions.find(context.request()).map(Owner::new)));
        }
        return claim(sent, context.request()).map(identities::authenticate).orElseGet(() -> Uni.createFrom()
                .failure(new AuthenticationFailedException()));
    }

    private Optional<Claim> claim(String sent, HttpServerRequest request) {
        if (sent.startsWith(BEARER + ApiTokenStore.MARK)) {
            return Optional.of(new Claim(
                    () -> tokens.account(sent.substring(BEARER.length())).map(Owner::new)));
        }
        return namedBy(sent)
                .map(named -> new Claim(() ->
                        signIn.account(named.login(), named.password(), request).map(Owner::new)));
    }

    /** A name and a password as they were sent. */
    record Named(String login, String password) {}

    /** The name and password of Basic; empty for another scheme or an invalid value. */
    static Optional<Named> namedBy(String authorization) {
        if (!isPassword(authorization)) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Named(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public int getPriority() {
        return FIRST;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"prefab-tracker\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Claim.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
