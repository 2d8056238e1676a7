package org.prefabtracker.access;

import static org.prefabtracker.access.OrganisationKind.CONTRACTOR;
import static org.prefabtracker.access.OrganisationKind.DESIGNER;
import static org.prefabtracker.access.OrganisationKind.FACTORY;
import static org.prefabtracker.access.OrganisationKind.OWNER;
import static org.prefabtracker.access.OrganisationKind.REGULATOR;
import static org.prefabtracker.access.OrganisationKind.REVIEWER;
import static org.prefabtracker.access.OrganisationKind.SUPERVISOR;
import static org.prefabtracker.access.Role.ADMIN;
import static org.prefabtracker.access.Role.EDITOR;
import static org.prefabtracker.access.Role.INSPECTOR;

import java.util.EnumSet;
import java.util.Set;

/**
 * The permission that a call needs. A person has it by the kind of the organisation (within a project: by its part in the
 * project) and by one of the roles. An operator with one of the roles has every permission.
 */
public enum Permission {
    /** Open to all, without sign-in. */
    PUBLIC(EnumSet.allOf(OrganisationKind.class), EnumSet.allOf(Role.class)),
    /** Open to every signed-in user. */
    SIGNED_IN(EnumSet.allOf(OrganisationKind.class), EnumSet.allOf(Role.class)),
    /** Read the bill of a project and the stages of its pieces; a factory sees what was released to it. */
    READ_BILL(EnumSet.complementOf(EnumSet.of(OrganisationKind.OPERATOR)), EnumSet.allOf(Role.class)),
    /** Read everything else of a project: its facts, ratings, requirements. */
    READ_PROJECT(EnumSet.of(DESIGNER, CONTRACTOR, SUPERVISOR, OWNER, REVIEWER, REGULATOR), EnumSet.allOf(Role.class)),
    /** Create a project; the organisation becomes its first party. */
    CREATE_PROJECT(EnumSet.of(DESIGNER, OWNER), EnumSet.of(EDITOR)),
    /** Change a project's name, region and parties. */
    EDIT_PROJECT(EnumSet.of(DESIGNER, OWNER), EnumSet.of(EDITOR)),
    /** Read the names of organisations that can be named as parties or as the factory of a RELEASE. */
    READ_DIRECTORY(EnumSet.of(DESIGNER, OWNER, CONTRACTOR), EnumSet.allOf(Role.class)),
    /** Change buildings, take-off, components, joints. */
    EDIT_BILL(EnumSet.of(DESIGNER), EnumSet.of(EDITOR)),
    EDIT_REQUIREMENTS(EnumSet.of(OWNER, REGULATOR), EnumSet.of(EDITOR)),
    /** Report events; {@link Reporting} decides which. */
    REPORT(EnumSet.of(DESIGNER, OWNER, FACTORY, CONTRACTOR, SUPERVISOR), EnumSet.of(EDITOR, INSPECTOR)),
    EVALUATE(EnumSet.of(REVIEWER), EnumSet.of(EDITOR)),
    CHOOSE_RULE_SET(EnumSet.of(REGULATOR), EnumSet.of(EDITOR)),
    /** Change the specs of the current user's organisation; those of the operator are standard specs. */
    EDIT_CATALOGUE(EnumSet.of(DESIGNER), EnumSet.of(EDITOR)),
    /** Read the shares of a region. */
    READ_REGION(EnumSet.of(REGULATOR), EnumSet.allOf(Role.class)),
    EDIT_REGION(EnumSet.of(REGULATOR), EnumSet.of(EDITOR)),
    DRAFT_RULE_SETS(EnumSet.of(REGULATOR), EnumSet.of(EDITOR)),
    READ_DRAFTS(EnumSet.of(REGULATOR), EnumSet.allOf(Role.class)),
    /** Read the audit log of a region. */
    READ_AUDIT(EnumSet.of(REGULATOR), EnumSet.of(ADMIN)),
    /** Administer the people of the current user's organisation. */
    ADMINISTER(EnumSet.allOf(OrganisationKind.class), EnumSet.of(ADMIN)),
    /** Administer the organisations. */
    OPERATE(EnumSet.noneOf(OrganisationKind.class), EnumSet.of(ADMIN));

    private final Set<OrganisationKind> kinds;
    private final Set<Role> roles;

    Permission(Set<OrganisationKind> kinds, Set<Role> roles) {
        this.kinds = kinds;
        this.roles = roles;
    }

    /** Whether a person with these roles has the permission in an organisation of one of these kinds. */
    boolean isOf(Set<OrganisationKind> relations, Set<Role> held) {
        boolean related = relations.contains(OrganisationKind.OPERATOR)
                || relations.stream().anyMatch(kinds::contains);
        return related && held.stream().anyMatch(roles::contains);
    }
}
