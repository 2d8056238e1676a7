package org.prefabtracker.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.EnumSet;
import java.util.Set;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Codes;

/**
 * Lets a call through to who has the right it {@link RequiresPermission}. The project in its path is looked for among those the caller sees:
 * any other is not there (404), whether it exists or not. The same of regions, whose names are public: another's is forbidden (403).
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AuthorizationFilter implements ContainerRequestFilter {

    /** What a token that is for one project is good for outside of it: to scan, and to see what is everybody's. */
    private static final Set<Permission> OF_ANY_PROJECT = EnumSet.of(Permission.SIGNED_IN, Permission.REPORT);

    private static final Set<Permission> OF_A_REGION = EnumSet.of(Permission.READ_REGION, Permission.EDIT_REGION);

    @Context
    ResourceInfo resource;

    @Inject
    CurrentIdentityAssociation identity;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    CsrfGuard crossSite;

    @Override
    public void filter(ContainerRequestContext request) {
        Permission right = needed();
        if (right == Permission.PUBLIC) {
            // another site must not sign a browser in under another name either
            crossSite.refuse();
            return;
        }
        Account account = account(request);
        currentUser.impersonate(account, EnumSet.of(account.kind()));
        currentUser.session().ifPresent(crossSite::refuse);
        MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
        Set<OrganisationKind> relations = EnumSet.of(account.kind());
        if (path.containsKey("project")) {
            String code = path.getFirst("project");
            ProjectMembership membership = Transactions.read(
                            () -> ProjectMembershipSql.in(account, Codes.normalise(code)))
                    .orElseThrow(() -> Problems.notFound("project", code));
            currentUser.enter(membership);
            relations = membership.kinds();
        } else if (account.projectId() != null && !OF_ANY_PROJECT.contains(right)) {
            throw Problems.of(403, "This token is for a project, and this is not of one");
        }
        if (!account.may(right, relations)) {
            throw Problems.of(
                    403, "This needs the right " + right + " here, which " + account.login() + " has not got");
        }
        if (OF_A_REGION.contains(right)) {
            account.requireRegion(path.getFirst("code"));
        }
    }

    private Permission needed() {
        RequiresPermission ofMethod = resource.getResourceMethod().getAnnotation(RequiresPermission.class);
        return (ofMethod != null ? ofMethod : resource.getResourceClass().getAnnotation(RequiresPermission.class))
                .value();
    }

    private Account account(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        boolean byPassword = ApiAuthenticationMechanism.isPassword(authorization);
        if (byPassword) {
            if (resource.getResourceClass() != ApiTokenResource.class) {
                throw ApiAuthenticationMechanism.unauthorized();
            }
            auditContext.triesToLogIn(ApiAuthenticationMechanism.namedBy(authorization)
                    .map(named -> LoginNames.tried(named.login()))
                    .orElse(null));
        }
        SecurityIdentity identified = identity.getDeferredIdentity()
                .onFailure(AuthenticationFailedException.class)
                .transform(failed -> ApiAuthenticationMechanism.unauthorized())
                .await()
                .indefinitely();
        if (identified.isAnonymous()) {
            throw ApiAuthenticationMechanism.unauthorized();
        }
        Account account = identified.getAttribute(ApiAuthenticationMechanism.ACCOUNT);
        currentUser.signedInBy(identified.getAttribute(ApiAuthenticationMechanism.SESSION));
        if (byPassword) {
            auditContext.logsIn(account.personId(), account.organisationId());
        }
        return account;
    }
}
