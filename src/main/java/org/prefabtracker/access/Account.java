package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.prefabtracker.shared.problem.Problems;

/**
 * A signed-in person, for an organisation.
 *
 * @param organisation its code; for a factory, the code that RELEASE names
 * @param region for a regulator: it sees this region and all regions below; CN is the nation
 * @param only the permissions that a token is limited to; null where there is no limit or no token
 * @param project the only project a token is for; null where it is for all, or where there is no token
 * @param tokenId the internal id of the token; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties({"personId", "organisationId", "projectId", "tokenId", "operator"})
public record Account(
        long personId,
        String login,
        String name,
        long organisationId,
        String organisation,
        OrganisationKind kind,
        String region,
        Set<Role> roles,
        Set<Permission> only,
        Long projectId,
        Long tokenId) {

    private static final String NATION = "CN";

    public boolean isOperator() {
        return kind == OrganisationKind.OPERATOR;
    }

    /** Whether the account sees every project: that of the operator, or of the regulator of the nation. */
    public boolean seesAll() {
        return isOperator() || kind == OrganisationKind.REGULATOR && region.equals(NATION);
    }

    /** The pattern of LIKE for the codes of all regions that a regulator oversees. */
    public String regionPattern() {
        return region.equals(NATION) ? "%" : region + "%";
    }

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 where a region is neither the region of the regulator nor below
     *     it
     */
    public void requireRegion(String code) {
        if (!isOperator() && !region.equals(NATION) && !code.startsWith(region)) {
            throw Problems.of(403, "The region " + code + " is not " + region + ", nor below it");
        }
    }

    boolean may(Permission right, Set<OrganisationKind> relations) {
        return right.isOf(relations, roles) && (only == null || only.contains(right));
    }
}
