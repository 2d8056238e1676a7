package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.prefabtracker.shared.problem.Problems;

/**
 * A person who signed in, for an organisation.
 *
 * @param organisation its code; of a factory what RELEASE names
 * @param region of a regulator: it sees this region and all below, CN being the nation
 * @param only what a token is limited to; null where it is not, or where there is none
 * @param project the only project a token is for; null where it is for all, or where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties({"personId", "organisationId", "projectId", "operator"})
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
        Long projectId) {

    private static final String NATION = "CN";

    public boolean isOperator() {
        return kind == OrganisationKind.OPERATOR;
    }

    /** Whether every project is in sight: the operator's, and the nation's regulator's. */
    boolean seesAll() {
        return isOperator() || kind == OrganisationKind.REGULATOR && region.equals(NATION);
    }

    /** Of the codes of all regions a regulator oversees. */
    String regionPattern() {
        return region.equals(NATION) ? "%" : region + "%";
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 403 where a region is neither the regulator's nor below it */
    public void requireRegion(String code) {
        if (!isOperator() && !region.equals(NATION) && !code.startsWith(region)) {
            throw Problems.of(403, "The region " + code + " is not " + region + ", nor below it");
        }
    }

    boolean may(Permission right, Set<OrganisationKind> relations) {
        return right.isOf(relations, roles) && (only == null || only.contains(right));
    }
}
