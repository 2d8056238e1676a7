package org.prefabtracker.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.prefabtracker.access.BootstrapPasswords;
import org.prefabtracker.access.OrganisationInput;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.OrganisationResource;
import org.prefabtracker.access.ProjectPartyResource;
import org.prefabtracker.access.Role;
import org.prefabtracker.shared.http.ParsedBody;

/** Somebody of every kind to look at the demo as; the factories are those its pieces were released to. */
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
    OrganisationResource organisations;

    @Inject
    ProjectPartyResource parties;

    @Inject
    BootstrapPasswords passwords;

    /** Can be run again: people that exist stay as they are. */
    void load(String project) {
        for (Somebody somebody : PEOPLE) {
            organisations.create(ParsedBody.faultless(new OrganisationInput(
                    somebody.organisation(), somebody.name(), somebody.kind(), somebody.region())));
            if (somebody.kind().isParty()) {
                parties.put(
                        project,
                        somebody.organisation(),
                        ParsedBody.faultless(new ProjectPartyResource.Part(EnumSet.of(somebody.kind()))));
            }
            passwords.register(somebody.login(), somebody.organisation(), somebody.roles());
        }
    }
}
