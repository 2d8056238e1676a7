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

/** Organisations and people of every kind for the demo; the factories are those to which its pieces are released. */
@ApplicationScoped
public class DemoPeople {

    private record DemoPerson(
            String login, String organisation, String name, OrganisationKind kind, String region, Set<Role> roles) {}

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> INSPECTS = EnumSet.of(Role.INSPECTOR);

    private static final List<DemoPerson> PEOPLE = List.of(
            new DemoPerson("owner", "江宁城建", "江宁城市建设公司", OrganisationKind.OWNER, null, ALL),
            new DemoPerson("designer", "金陵设计院", "金陵建筑设计院", OrganisationKind.DESIGNER, null, ALL),
            new DemoPerson("factory", "江宁构件厂", "江宁预制构件厂", OrganisationKind.FACTORY, null, ALL),
            new DemoPerson("steel", "南京钢构二厂", "南京钢结构二厂", OrganisationKind.FACTORY, null, ALL),
            // whoever reports work does not pass or accept it
            new DemoPerson("factory-inspector", "江宁构件厂", "江宁预制构件厂", OrganisationKind.FACTORY, null, INSPECTS),
            new DemoPerson("steel-inspector", "南京钢构二厂", "南京钢结构二厂", OrganisationKind.FACTORY, null, INSPECTS),
            new DemoPerson("site-inspector", "苏建一公司", "苏建集团第一公司", OrganisationKind.CONTRACTOR, null, INSPECTS),
            new DemoPerson("site", "苏建一公司", "苏建集团第一公司", OrganisationKind.CONTRACTOR, null, ALL),
            new DemoPerson("supervisor", "东方监理", "东方工程监理公司", OrganisationKind.SUPERVISOR, null, INSPECTS),
            new DemoPerson("reviewer", "装配式评价中心", "装配式建筑评价中心", OrganisationKind.REVIEWER, null, ALL),
            new DemoPerson("regulator", "南京住建", "南京市建设主管部门", OrganisationKind.REGULATOR, "3201", ALL));

    @Inject
    OrganisationResource organisations;

    @Inject
    ProjectPartyResource parties;

    @Inject
    BootstrapPasswords passwords;

    /** Creates what does not exist yet; may be repeated. */
    void load(String project) {
        for (DemoPerson person : PEOPLE) {
            organisations.create(ParsedBody.faultless(
                    new OrganisationInput(person.organisation(), person.name(), person.kind(), person.region())));
            if (person.kind().isParty()) {
                parties.put(
                        project,
                        person.organisation(),
                        ParsedBody.faultless(new ProjectPartyResource.Part(EnumSet.of(person.kind()))));
            }
            passwords.register(person.login(), person.organisation(), person.roles());
        }
    }
}
