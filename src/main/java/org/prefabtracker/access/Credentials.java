package org.prefabtracker.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.prefabtracker.shared.Problems;

/** What a request says who it is: a token of ours as Bearer, or a name and a password as Basic. */
@ApplicationScoped
public class Credentials implements HttpAuthenticationMechanism {

    /** The {@link Account} of an identity. */
    static final String ACCOUNT = "account";

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    @Inject
    Tokens tokens;

    @Inject
    SignIn signIn;

    /** What was sent, and whose it is if it is anybody's. */
    static class Claim extends BaseAuthenticationRequest {
        final Supplier<Optional<Account>> owner;

        Claim(Supplier<Optional<Account>> owner) {
            this.owner = owner;
        }
    }

    static boolean isPassword(String authorization) {
        return authorization != null && authorization.startsWith(BASIC);
    }

    static HttpProblem unauthorized() {
        return Problems.builder(
                        401,
                        "Sign in: a token as Authorization: Bearer; POST /api/v1/tokens gives one for a name and a password")
                .withHeader("WWW-Authenticate", "Bearer realm=\"prefab-tracker\"")
                .build();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String sent = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            return Uni.createFrom().nullItem();
        }
        return claim(sent).map(identities::authenticate).orElseGet(() -> Uni.createFrom()
                .failure(new AuthenticationFailedException()));
    }

    private Optional<Claim> claim(String sent) {
        if (sent.startsWith(BEARER + Tokens.OURS)) {
            return Optional.of(new Claim(() -> tokens.account(sent.substring(BEARER.length()))));
        }
        return isPassword(sent) ? basic(sent.substring(BASIC.length())) : Optional.empty();
    }

    private Optional<Claim> basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Claim(() -> signIn.account(pair.substring(0, colon), pair.substring(colon + 1))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
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
