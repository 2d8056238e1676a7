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
import java.util.List;
import java.util.Set;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Codes;

/**
 * Lets a request pass if the current user has the permission that the resource method names with {@link RequiresPermission}.
 * A project in the path that the current user may not see is 404, whether it exists or not. The names of regions are public,
 * so a region outside of the user's own is 403.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AuthorizationFilter implements ContainerRequestFilter {

    /**
     * The permissions that a token of one project has outside of that project: scanning, and reading what every user may
     * read.
     */
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
    CsrfGuard csrfGuard;

    @Override
    public void filter(ContainerRequestContext request) {
        Permission right = needed();
        if (right == Permission.PUBLIC) {
            // another site must not sign a browser in with another name either
            csrfGuard.refuse();
            return;
        }
        Account account = account(request);
        currentUser.uses(right);
        currentUser.impersonate(account, EnumSet.of(account.kind()));
        currentUser.session().ifPresent(csrfGuard::refuse);
        currentUser.session().map(Session::pending).ifPresent(this::refusePending);
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
            throw Problems.of(403, "This token is limited to one project; this address does not belong to a project");
        }
        if (!account.may(right, relations)) {
            throw Problems.of(403, "This needs the right " + right + "; " + account.login() + " does not have it here");
        }
        if (OF_A_REGION.contains(right)) {
            account.requireRegion(path.getFirst("code"));
        }
    }

    private void refusePending(Session.Pending pending) {
        ForLimitedSessions allowed = resource.getResourceClass().getAnnotation(ForLimitedSessions.class);
        if (allowed == null || !List.of(allowed.value()).contains(pending)) {
            throw Problems.of(403, pending.sentence());
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
        currentUser.signedInBy(identified.getAttribute(ApiAuthenticationMechanism.SESSION), byPassword);
        if (byPassword) {
            auditContext.logsIn(account.personId(), account.organisationId());
        }
        return account;
    }
}
