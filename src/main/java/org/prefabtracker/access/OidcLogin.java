package org.prefabtracker.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.prefabtracker.shared.problem.Problems;

/**
 * Sign-in at a provider of OpenID Connect, by the code flow with PKCE. The tokens of the provider are used only to begin a
 * session of this application; the mechanism of Quarkus is called here and for no other address. See docs/adr/0026.
 */
@ApplicationScoped
public class OidcLogin {

    @ConfigProperty(name = "prefab.sso.issuer")
    Optional<String> issuer;

    @Inject
    Instance<OidcAuthenticationMechanism> mechanism;

    @Inject
    Instance<OidcSession> ofTheMechanism;

    @Inject
    IdentityProviderManager identities;

    @Inject
    CurrentVertxRequest current;

    @Inject
    ObjectMapper mapper;

    /** The next step of the flow. */
    public sealed interface Step {

        /** The browser is redirected. */
        record GoTo(int status, String address) implements Step {}

        /** The provider has authenticated a user with these claims. */
        record Authenticated(JsonNode claims) implements Step {

            /** When the provider asked the person; now where it does not say, because the browser comes from there. */
            public OffsetDateTime at(OffsetDateTime now) {
                JsonNode seconds = claims.path("auth_time");
                return seconds.isIntegralNumber()
                        ? now.with(Instant.ofEpochSecond(Math.min(seconds.asLong(), now.toEpochSecond())))
                        : now;
            }
        }

        /** The browser returned without usable claims. */
        record Nothing() implements Step {}
    }

    void start(@Observes Oidc oidc, OidcConfig settings) {
        if (isConfigured()) {
            oidc.create(new OidcTenantConfigBuilder(settings.namedTenants().get(OidcConfig.DEFAULT_TENANT_KEY))
                    .tenantEnabled(true)
                    .build());
        }
    }

    /** Whether there is a provider. */
    public boolean isConfigured() {
        return issuer.isPresent();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 503 where the provider does not answer */
    public Step step() {
        RoutingContext context = current.getCurrent();
        try {
            SecurityIdentity identified =
                    mechanism.get().authenticate(context, identities).await().indefinitely();
            if (identified == null) {
                ChallengeData challenge =
                        mechanism.get().getChallenge(context).await().indefinitely();
                return challenge.status == 302
                        ? new Step.GoTo(
                                302, challenge.getHeaders().values().iterator().next())
                        : new Step.Nothing();
            }
            ofTheMechanism.get().logout().await().indefinitely();
            return new Step.Authenticated(claims((JsonWebToken) identified.getPrincipal()));
        } catch (AuthenticationRedirectException next) {
            return new Step.GoTo(next.getCode(), next.getRedirectUri());
        } catch (AuthenticationFailedException | AuthenticationCompletionException shown) {
            return new Step.Nothing();
        } catch (OIDCException silent) {
            throw Problems.builder(503, "The provider of single sign-on does not answer; try again")
                    .withHeader("Retry-After", "5")
                    .build();
        }
    }

    /** The claims of a token whose signature, issuer, audience and time are verified. */
    private JsonNode claims(JsonWebToken token) {
        try {
            return mapper.readTree(
                    Base64.getUrlDecoder().decode(token.getRawToken().split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
