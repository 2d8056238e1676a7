package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.AbsentColumns;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UnnestRows;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;

/**
 * Registers the rows of a bill: {@link MarkExpansion} turns them into components, which go by COPY into a temporary table;
 * {@link ComponentCodeGenerator} settles their codes, {@link #resolve} finds what they name, {@link BillChecks} finds all
 * violations, {@link ComponentStore#upsert} stores them. A fixed number of statements.
 */
@ApplicationScoped
public class BillImport {

    private static final UnnestRows<MarkExpansion.Expanded> INCOMING = UnnestRows.<MarkExpansion.Expanded>columns()
            .bigint("line", MarkExpansion.Expanded::line)
            .bool("expanded", MarkExpansion.Expanded::expanded)
            .integer("absent", MarkExpansion.Expanded::absent)
            .text("code", row -> row.component().code())
            .text("mark", row -> row.component().mark())
            .text("building", row -> row.component().building())
            .text("storey", row -> row.component().storey())
            .text("storey_meant", MarkExpansion.Expanded::storeyMeant)
            .text("spec", row -> row.component().spec())
            .text("spec_owner", row -> row.component().specOwner())
            .integer("spec_revision", row -> row.component().specRevision())
            .text("position", row -> row.component().position())
            .integer("count", row -> row.component().count())
            .bool("exterior", row -> row.component().exterior())
            .numeric("concrete_volume_m3", row -> row.component().quantities().concreteVolumeM3())
            .numeric(
                    "structural_concrete_volume_m3",
                    row -> row.component().quantities().structuralConcreteVolumeM3())
            .numeric("steel_mass_kg", row -> row.component().quantities().steelMassKg())
            .numeric("mass_kg", row -> row.component().quantities().massKg())
            .numeric("length_m", row -> row.component().quantities().lengthM())
            .numeric("plan_area_m2", row -> row.component().quantities().planAreaM2())
            .numeric("face_area_m2", row -> row.component().quantities().faceAreaM2())
            .numeric("interior_area_m2", row -> row.component().quantities().interiorAreaM2());

    /** The storey, the building and the spec are required; the owner and the revision of a spec have rules of their own. */
    static final AbsentColumns ABSENT = absent();

    private static AbsentColumns absent() {
        AbsentColumns absent = AbsentColumns.storedIn("s")
                .with("mark", "mark")
                .with("position", "position")
                .with("exterior", "exterior")
                .with("count", "count");
        for (Quantity quantity : Quantity.values()) {
            absent.with("quantities." + quantity.key(), quantity.column());
        }
        return absent;
    }

    private static final int LARGE = 5_000;

    @Inject
    CurrentUser currentUser;

    @Inject
    ComponentStore components;

    @Inject
    BillReplacementStore replacement;

    /** What happens to components of the buildings of a bill that the bill does not hold. */
    public enum Rest {
        /** They stay, and are not counted: the rows are no bill. */
        IGNORED,
        /** They stay, and are counted. */
        COUNTED,
        /** They are cancelled; where one has a live piece, nothing is stored (409). */
        CANCELLED;

        /** COUNTED, or CANCELLED where the bill replaces the former one. */
        public static Rest of(boolean replace) {
            return replace ? CANCELLED : COUNTED;
        }
    }

    /**
     * Stores all rows, matched by code, or none where there is any violation. Runs in the current transaction.
     *
     * @param violations those that were found already
     */
    public UpsertResult register(Project project, RowSource<ComponentInput> rows, Rest rest, Violations violations) {
        copy(rows, violations);
        ComponentCodeGenerator.settle(project, rows, violations);
        if (rows.lacksColumns()) {
            Sql.update(ABSENT.keep(
                            "incoming_component", "component s where s.project_id = :project and s.code = i.code"))
                    .bind("project", project.id())
                    .execute();
        }
        resolve(project, currentUser.account());
        BillChecks.check(project, rows, violations);
        violations.throwIfAny();
        if (rest == Rest.CANCELLED) {
            replacement.checkPieces(project);
        }
        UpsertResult stored = components.upsert(project).warning(BillWarningsSql.of(rows));
        if (stored.created() >= LARGE) {
            // the planner would take the project for one without components until it learns of them by itself, minutes
            // later
            Sql.query("select analyze_components()::text").mapTo(String.class).findOne();
        }
        return switch (rest) {
            case IGNORED -> stored;
            case COUNTED -> stored.leaving(replacement.count(project));
            case CANCELLED -> stored.cancelling(replacement.cancel(project));
        };
    }

    private static void copy(RowSource<ComponentInput> rows, Violations violations) {
        Sql.execute("""
                create temp table if not exists incoming_component as
                select 0::bigint as line, false as expanded, 0 as absent, code, mark, ''::text as building, ''::text as storey, ''::text as storey_meant, ''::text as spec,
                  ''::text as spec_owner, spec_revision, position, count, exterior, %s
                from component with no data""".formatted(Quantity.COLUMNS));
        Sql.execute("truncate incoming_component");
        CopyWriter.into(
                "incoming_component",
                INCOMING,
                copied -> rows.read(new MarkExpansion(rows, copied, violations), violations));
    }

    /** Finds what the codes of the rows name, and locks the components that exist, always in the same order. */
    private static void resolve(Project project, Account account) {
        Sql.query("""
                        select count(*) from (select from component c join incoming_component i using (code)
                          where c.project_id = :project order by c.id for update of c) as locked""").bind("project", project.id()).mapTo(Long.class).one();
        Sql.execute("drop table if exists resolved_component");
        SpecReference.bind(
                        Sql.update("""
                        create temp table resolved_component on commit drop as
                        with named as materialized (
                          select n.spec, coalesce(n.spec_owner, '') as spec_owner, p.*
                          from (select distinct spec, spec_owner from incoming_component) as n, lateral (%s) as p)
                        select i.line, i.expanded, i.code, i.mark, i.building, i.storey, i.spec, i.spec_owner, i.position, i.count, i.exterior,
                          %s,
                          b.id as building_id, coalesce(s.id, m.id) as storey_id, p.id as spec_id, i.spec_revision as wanted_revision, r.revision as spec_revision,
                          r.concrete_volume_m3 as spec_concrete, r.structural_concrete_volume_m3 as spec_structural,
                          r.basis, r.category, c.id, c.building_id as old_building_id, o.code as old_building, %s as amount,
                          exists (select from piece l where l.project_id = :project and l.component_id = c.id and l.live) as made,
                          c.building_id <> b.id and exists (select from piece l
                            where l.project_id = :project and l.component_id = c.id) as released
                        from incoming_component i
                        left join building b on b.project_id = :project and b.code = i.building
                        left join storey s on s.project_id = :project and s.building_id = b.id and s.code = i.storey
                        left join storey m on s.id is null and m.project_id = :project and m.building_id = b.id and m.code = i.storey_meant
                        left join component c on c.project_id = :project and c.code = i.code
                        left join building o on o.project_id = :project and o.id = c.building_id
                        left join spec k on k.id = c.spec_id and k.code = i.spec and i.spec_owner is null
                        left join named n on n.spec = i.spec and n.spec_owner = coalesce(i.spec_owner, '')
                        cross join lateral (select coalesce(k.id, n.id) as id,
                          case when k.id is null then n.owner_id else k.owner_id end as owner_id,
                          coalesce(i.spec_revision, case when c.spec_id = coalesce(k.id, n.id) then c.spec_revision else n.revision end)
                            as revision) as p
                        left join spec_revision r on r.spec_id = p.id and r.revision = p.revision and %s""".formatted(
                                        SpecReference.NAMED,
                                        SqlColumns.of("i", Quantity.COLUMNS),
                                        ComponentSql.amount("i", "r"),
                                        SpecReference.isKnown("p.id", "p.owner_id", "p.revision"))),
                        project.id(),
                        account)
                .execute();
        Sql.execute("analyze resolved_component");
    }
}
