package org.prefabtracker.tracking;

import static org.prefabtracker.access.OrganisationKind.CONTRACTOR;
import static org.prefabtracker.access.OrganisationKind.DESIGNER;
import static org.prefabtracker.access.OrganisationKind.FACTORY;
import static org.prefabtracker.access.OrganisationKind.OWNER;
import static org.prefabtracker.access.OrganisationKind.SUPERVISOR;
import static org.prefabtracker.access.Role.EDITOR;
import static org.prefabtracker.access.Role.INSPECTOR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.Role;
import org.prefabtracker.project.Project;

/**
 * Who may report what: by the organisation's part in the project and the person's roles. An inspector alone passes and accepts; a
 * factory reports on what was released to it and does not know of the rest; everybody takes back only what the organisation reported.
 * The operator, who also takes over records from elsewhere, is bound by none of it.
 */
@Singleton
class ReportingPolicy {

    static final String CONCEALED_CHECK = "CONCEALED_CHECK";

    @Inject
    CurrentUser currentUser;

    /** Whether somebody of these roles reports such an event as one of these parties. */
    static boolean may(EventType type, String step, Set<OrganisationKind> parties, Set<Role> roles) {
        if (parties.contains(OrganisationKind.OPERATOR)) {
            return true;
        }
        return switch (type) {
            case RELEASE -> is(parties, DESIGNER, OWNER, CONTRACTOR) && roles.contains(EDITOR);
            case STEP ->
                is(parties, FACTORY) && roles.contains(EDITOR)
                        || is(parties, FACTORY, SUPERVISOR)
                                && CONCEALED_CHECK.equals(step)
                                && roles.contains(INSPECTOR);
            case SEND_OUT, TAKE_BACK, REWORK, SHIP -> is(parties, FACTORY) && roles.contains(EDITOR);
            case STORE, SCRAP -> is(parties, FACTORY, CONTRACTOR) && roles.contains(EDITOR);
            case QC_PASS -> is(parties, FACTORY, CONTRACTOR, SUPERVISOR) && roles.contains(INSPECTOR);
            case QC_FAIL, HOLD, UNHOLD -> is(parties, FACTORY, CONTRACTOR, SUPERVISOR) && any(roles);
            case RECEIVE, RETURN, INSTALL, CONNECT, REMOVE, EXCHANGE ->
                is(parties, CONTRACTOR) && roles.contains(EDITOR);
            case ACCEPT -> is(parties, CONTRACTOR, SUPERVISOR) && roles.contains(INSPECTOR);
            case WITNESS -> is(parties, SUPERVISOR) && roles.contains(INSPECTOR);
            case VOID -> any(roles);
        };
    }

    private static boolean is(Set<OrganisationKind> parties, OrganisationKind... any) {
        return Stream.of(any).anyMatch(parties::contains);
    }

    private static boolean any(Set<Role> roles) {
        return roles.contains(EDITOR) || roles.contains(INSPECTOR);
    }

    /**
     * What the caller may not report of a batch, by place in it.
     *
     * @param parties as what the caller takes part in the project
     */
    Map<Integer, EventOutcome> refused(
            Handle handle, Project project, Set<OrganisationKind> parties, List<EventInput> rows) {
        Account account = currentUser.account();
        Map<Integer, EventOutcome> refused = new HashMap<>();
        if (account.isOperator()) {
            return refused;
        }
        Set<String> hidden = parties.equals(EnumSet.of(FACTORY))
                ? ofOtherFactories(handle, project, account.organisation(), rows)
                : Collections.emptySet();
        Map<UUID, Boolean> own = own(handle, project, account, rows);
        Set<String> factories = factories(handle, project, rows);
        for (int i = 0; i < rows.size(); i++) {
            EventInput row = rows.get(i);
            if (hidden.contains(row.component()) || hidden.contains(PieceTag.normalise(row.tag()))) {
                refused.put(
                        i,
                        EventOutcome.unknown(
                                row,
                                RefusalReason.NOT_FOUND,
                                row.component() != null ? "there is no such component" : "there is no such tag"));
            } else if (!may(row.type(), row.step(), parties, account.roles())) {
                refused.put(
                        i,
                        EventOutcome.of(row, EventOutcome.Kind.REFUSED)
                                .because(
                                        RefusalReason.NOT_ALLOWED,
                                        row.type() + " is not yours to report in this project",
                                        null));
            } else if (row.type() == EventType.VOID && !own.getOrDefault(row.voids(), true)) {
                refused.put(
                        i,
                        EventOutcome.of(row, EventOutcome.Kind.REFUSED)
                                .because(RefusalReason.NOT_ALLOWED, "another organisation reported it", null));
            } else if (row.type() == EventType.WITNESS && own.getOrDefault(row.witnesses(), false)) {
                refused.put(
                        i,
                        EventOutcome.of(row, EventOutcome.Kind.REFUSED)
                                .because(
                                        RefusalReason.NOT_ALLOWED,
                                        "nobody witnesses what the own organisation reported",
                                        null));
            } else if (row.type() == EventType.RELEASE && !factories.contains(row.factory())) {
                refused.put(
                        i,
                        EventOutcome.of(row, EventOutcome.Kind.REFUSED)
                                .because(
                                        RefusalReason.NO_SUCH_FACTORY,
                                        "there is no factory " + row.factory() + " among the parties of this project",
                                        null));
            }
        }
        return refused;
    }

    /** The factories that take part in a project, by the codes of their organisations, where a batch releases to any. */
    private static Set<String> factories(Handle handle, Project project, List<EventInput> rows) {
        return rows.stream().noneMatch(row -> row.type() == EventType.RELEASE)
                ? Set.of()
                : handle.createQuery("""
                                select o.code from project_party p join organisation o on o.id = p.organisation_id
                                where p.project_id = :project and p.kind = 'FACTORY'""")
                        .bind("project", project.id())
                        .mapTo(String.class)
                        .set();
    }

    /** The codes and tags in a batch of what is made elsewhere, or nowhere yet. */
    private static Set<String> ofOtherFactories(Handle handle, Project project, String factory, List<EventInput> rows) {
        return handle.createQuery("""
                        select c.code from component c where c.project_id = :project and c.code = any (:codes)
                          and not exists (select from piece p where p.project_id = c.project_id and p.component_id = c.id
                            and p.live and p.factory = :factory)
                        union all
                        select p.tag from piece p where p.project_id = :project and p.tag = any (:tags) and p.factory <> :factory""")
                .bind("project", project.id())
                .bind("factory", factory)
                .bind("codes", texts(rows.stream().flatMap(row -> Stream.of(row.component(), row.with()))))
                .bind("tags", texts(rows.stream().flatMap(row -> Stream.of(PieceTag.normalise(row.tag()), row.with()))))
                .mapTo(String.class)
                .set();
    }

    private static String[] texts(Stream<String> texts) {
        return texts.filter(text -> text != null).distinct().toArray(String[]::new);
    }

    /** Which of the events on record that a batch takes back or witnesses the caller's organisation reported. */
    private static Map<UUID, Boolean> own(Handle handle, Project project, Account account, List<EventInput> rows) {
        UUID[] about = rows.stream()
                .flatMap(row -> Stream.of(row.voids(), row.witnesses()))
                .filter(id -> id != null)
                .toArray(UUID[]::new);
        Map<UUID, Boolean> own = new HashMap<>();
        if (about.length > 0) {
            handle.createQuery("""
                            select event_id, organisation_id = :organisation as own from event
                            where project_id = :project and event_id = any (:about)""")
                    .bind("project", project.id())
                    .bind("about", about)
                    .bind("organisation", account.organisationId())
                    .map((row, context) -> Map.entry(row.getObject("event_id", UUID.class), row.getBoolean("own")))
                    .forEach(event -> own.put(event.getKey(), event.getValue()));
        }
        return own;
    }
}
