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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.Role;
import org.prefabtracker.access.SeparationOfDuties;
import org.prefabtracker.project.Project;

/**
 * Who may report what, by the organisation's part in the project and the person's roles; docs/access.md has it as a table, which a
 * test compares. Only an inspector passes and accepts.
 * A factory reports on pieces released to it and cannot see others. An event is voided only by the organisation that reported it.
 * The operator may report everything, because it also imports records of other systems.
 */
@Singleton
class ReportingPolicy {

    static final String CONCEALED_CHECK = "CONCEALED_CHECK";

    @Inject
    CurrentUser currentUser;

    @Inject
    ReportingStore store;

    @Inject
    SeparationOfDuties separation;

    /** Whether a person with some roles, of an organisation that is one of some parties, may report an event of a type. */
    static boolean may(EventType type, String step, Set<OrganisationKind> parties, Set<Role> roles) {
        if (parties.contains(OrganisationKind.OPERATOR)) {
            return true;
        }
        return switch (type) {
            case RELEASE -> is(parties, DESIGNER, OWNER) && roles.contains(EDITOR);
            case STEP ->
                is(parties, FACTORY) && roles.contains(EDITOR)
                        || is(parties, FACTORY, SUPERVISOR)
                                && CONCEALED_CHECK.equals(step)
                                && roles.contains(INSPECTOR);
            case SEND_OUT, TAKE_BACK, REWORK, SHIP -> is(parties, FACTORY) && roles.contains(EDITOR);
            case STORE, SCRAP -> is(parties, FACTORY, CONTRACTOR) && roles.contains(EDITOR);
            case QC_PASS -> is(parties, FACTORY, SUPERVISOR) && roles.contains(INSPECTOR);
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
     * The current user as the reporter of events: a hold is lifted by the organisation that set it, a supervisor of the project and
     * the operator.
     *
     * @param parties as what the current user's organisation takes part in the project
     */
    HistoryEvent.Reporter reporter(Set<OrganisationKind> parties) {
        Account account = currentUser.account();
        return new HistoryEvent.Reporter(
                account.organisationId(), account.isOperator() || parties.contains(SUPERVISOR));
    }

    /**
     * What the current user may not do to the pieces of a batch, because it did something else to them. They are locked. Nothing is read
     * where the roles of the user allow one of both only. The operator is exempt: it imports the records of others.
     */
    Duties duties(Project project, Set<Long> pieces, List<BatchEvent> batch) {
        Account account = currentUser.account();
        boolean concerned = batch.stream().anyMatch(event -> Duties.judges(event.input()))
                || account.roles().contains(INSPECTOR)
                        && batch.stream().anyMatch(event -> Duties.isWork(event.input()));
        return account.isOperator() || !concerned || !separation.isOn()
                ? Duties.NONE
                : store.duties(project, pieces, account.personId());
    }

    /**
     * Settles the events of a batch that the current user may not report.
     *
     * @param parties as what the current user's organisation takes part in the project
     */
    void settleRefused(Project project, Set<OrganisationKind> parties, List<BatchEvent> batch) {
        Account account = currentUser.account();
        if (account.isOperator()) {
            return;
        }
        List<EventInput> inputs = batch.stream().map(BatchEvent::input).toList();
        Set<String> hidden = parties.equals(EnumSet.of(FACTORY))
                ? store.ofOtherFactories(project, account.organisation(), inputs)
                : Set.of();
        Map<UUID, Boolean> own = store.reportedBy(project, account.organisationId(), inputs);
        Set<String> factories = store.factories(project, inputs);
        for (BatchEvent event : batch) {
            EventInput input = event.input();
            if (isAmong(hidden, input.component()) || isAmong(hidden, PieceTag.normalise(input.tag()))) {
                event.settle(EventOutcome.unknown(
                        input,
                        RefusalReason.NOT_FOUND,
                        input.component() != null ? "there is no such component" : "there is no such tag"));
            } else if (!may(input.type(), input.step(), parties, account.roles())) {
                event.refuse(
                        RefusalReason.NOT_ALLOWED, "you may not report " + input.type() + " in this project", null);
            } else if (input.type() == EventType.VOID && !own.getOrDefault(input.voids(), true)) {
                event.refuse(RefusalReason.NOT_ALLOWED, "another organisation reported the event", null);
            } else if (input.type() == EventType.WITNESS && own.getOrDefault(input.witnesses(), false)) {
                event.refuse(RefusalReason.NOT_ALLOWED, "an organisation cannot witness what it reported itself", null);
            } else if (input.type() == EventType.RELEASE && !factories.contains(input.factory())) {
                event.refuse(
                        RefusalReason.NO_SUCH_FACTORY,
                        "there is no factory " + input.factory() + " among the parties of this project",
                        null);
            }
        }
    }

    private static boolean isAmong(Set<String> hidden, String name) {
        return name != null && hidden.contains(name);
    }
}
