package org.prefabtracker.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.BootstrapPasswords;
import org.prefabtracker.access.Organisation;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.OrganisationResource;
import org.prefabtracker.access.ProjectPartyResource;
import org.prefabtracker.access.Role;
import org.prefabtracker.shared.http.ParsedBody;

/** Organisations and people of every kind for the demo; the factories are those to which its pieces are released. */
@ApplicationScoped
public class DemoPeople {

    private record Somebody(
            String login, String organisation, String name, OrganisationKind kind, String region, Set<Role> roles) {}

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    private static final List<Somebody> PEOPLE = List.of(
            new Somebody("owner", "江宁城建", "江宁城市建设公司", OrganisationKind.OWNER, null, ALL),
            new Somebody("designer", "金陵设计院", "金陵建筑设计院", OrganisationKind.DESIGNER, null, ALL),
            new Somebody("factory", "江宁构件厂", "江宁预制构件厂", OrganisationKind.FACTORY, null, ALL),
            new Somebody("steel", "南京钢构二厂", "南京钢结构二厂", OrganisationKind.FACTORY, null, ALL),
            new Somebody("site", "苏建一公司", "苏建集团第一公司", OrganisationKind.CONTRACTOR, null, ALL),
            new Somebody(
                    "supervisor", "东方监理", "东方工程监理公司", OrganisationKind.SUPERVISOR, null, EnumSet.of(Role.INSPECTOR)),
            new Somebody("reviewer", "装配式评价中心", "装配式建筑评价中心", OrganisationKind.REVIEWER, null, ALL),
            new Somebody("regulator", "南京住建", "南京市建设主管部门", OrganisationKind.REGULATOR, "3201", ALL));

    @Inject
    Jdbi jdbi;

    @Inject
    OrganisationResource organisations;

    @Inject
    ProjectPartyResource parties;

    @Inject
    BootstrapPasswords passwords;

    /** Creates what does not exist yet; may be repeated. */
    void load(String project) {
        for (Somebody somebody : PEOPLE) {
            organisations.create(ParsedBody.faultless(new Organisation.Draft(
                    somebody.organisation(), somebody.name(), somebody.kind(), somebody.region())));
            if (somebody.kind().isParty()) {
                parties.put(
                        project,
                        somebody.organisation(),
                        ParsedBody.faultless(new ProjectPartyResource.Part(EnumSet.of(somebody.kind()))));
            }
            jdbi.useHandle(handle -> {
                handle.createUpdate("""
                                insert into person (id, organisation_id, name, login, roles, recorded_by, recorded_at)
                                select nextval('person_seq'), o.id, :login, :login, :roles, 1, now()
                                from organisation o where o.code = :organisation
                                on conflict on constraint person_login_uk do nothing""")
                        .bind("login", somebody.login())
                        .bind("organisation", somebody.organisation())
                        .bind("roles", somebody.roles().stream().map(Role::name).toArray(String[]::new))
                        .execute();
                give(handle.getConnection(), somebody.login());
            });
        }
    }

    private void give(java.sql.Connection connection, String login) {
        try {
            passwords.give(connection, login);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
