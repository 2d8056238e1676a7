package org.prefabtracker.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.AbsentColumns;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UnnestRows;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.problem.Warning;
import org.prefabtracker.shared.problem.Warnings;

/** Registers, reads and searches specs. */
@ApplicationScoped
public class SpecStore {

    private static final int FETCH = 1_000;

    private static final String CONTENT = """
            name, name_en, category, material, standard, edition, strength_grade, length_mm, width_mm, height_mm, basis,
            features, concrete_volume_m3, structural_concrete_volume_m3, steel_mass_kg, mass_kg, length_m, plan_area_m2,
            face_area_m2, interior_area_m2, parts, external_codes, data_basis, data_note""";

    /** A row with its line, the text for searching and its JSON columns. */
    private record Incoming(long line, int absent, Spec spec, String search, String parts, String externalCodes) {}

    private static final UnnestRows<Incoming> INCOMING = UnnestRows.<Incoming>columns()
            .bigint("line", Incoming::line)
            .integer("absent", Incoming::absent)
            .text("code", row -> row.spec().code())
            .text("search", Incoming::search)
            .text("status", row -> row.spec().status())
            .text("name", row -> row.spec().names().name())
            .text("name_en", row -> row.spec().names().nameEn())
            .text("category", row -> row.spec().category())
            .text("material", row -> row.spec().material())
            .text("standard", row -> row.spec().source().standard())
            .text("edition", row -> row.spec().source().edition())
            .text("strength_grade", row -> row.spec().strengthGrade())
            .numeric("length_mm", row -> row.spec().dimensions().lengthMm())
            .numeric("width_mm", row -> row.spec().dimensions().widthMm())
            .numeric("height_mm", row -> row.spec().dimensions().heightMm())
            .text("basis", row -> row.spec().basis())
            .texts("features", row -> row.spec().features())
            .numeric("concrete_volume_m3", row -> row.spec().quantities().concreteVolumeM3())
            .numeric(
                    "structural_concrete_volume_m3",
                    row -> row.spec().quantities().structuralConcreteVolumeM3())
            .numeric("steel_mass_kg", row -> row.spec().quantities().steelMassKg())
            .numeric("mass_kg", row -> row.spec().quantities().massKg())
            .numeric("length_m", row -> row.spec().quantities().lengthM())
            .numeric("plan_area_m2", row -> row.spec().quantities().planAreaM2())
            .numeric("face_area_m2", row -> row.spec().quantities().faceAreaM2())
            .numeric("interior_area_m2", row -> row.spec().quantities().interiorAreaM2())
            .text("parts", Incoming::parts)
            .text("external_codes", Incoming::externalCodes)
            .text("data_basis", row -> row.spec().data().dataBasis())
            .text("data_note", row -> row.spec().data().dataNote());

    private static final AbsentColumns ABSENT = absent();

    private static AbsentColumns absent() {
        AbsentColumns absent = AbsentColumns.storedIn("r")
                .with("nameEn", "name_en")
                .with("standard", "standard", "s.standard")
                .with("edition", "edition")
                .with("strengthGrade", "strength_grade")
                .with("lengthMm", "length_mm")
                .with("widthMm", "width_mm")
                .with("heightMm", "height_mm")
                .with("basis", "basis")
                .with("features", "features")
                .with("parts", "parts")
                .with("externalCodes", "external_codes")
                .with("dataBasis", "data_basis")
                .with("dataNote", "data_note")
                .with("status", "status");
        for (Quantity quantity : Quantity.values()) {
            absent.with("quantities." + quantity.key(), quantity.column());
        }
        return absent;
    }

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    /**
     * Stores all rows as specs of an owner or, with any violation, none. A new code is created, a changed spec gets a new
     * revision, a spec that only changes from DRAFT to RELEASED is released in place. Runs in the current transaction.
     */
    public UpsertResult register(SpecOwner owner, RowSource<Spec> rows, Violations violations) {
        stage(rows, violations);
        violations.throwIfAny();
        if (rows.lacksColumns()) {
            keepAbsent(owner);
        }
        Sql.update("""
                        insert into spec (id, owner_id, code, revision, category, material, standard, search)
                        select nextval('spec_seq'), :owner, code, 0, category, material, standard, search
                        from incoming_spec order by code
                        on conflict on constraint spec_code_uk do nothing""").bindByType("owner", owner.organisationId(), Long.class).execute();
        owner.bind(Sql.query("""
                        select count(*) from (select from spec s join incoming_spec using (code) where %s
                          order by s.id for update of s) as locked""".formatted(owner.owns()))).mapTo(Long.class).one();
        int released = owner.bind(Sql.update("""
                        update spec_revision r set status = 'RELEASED'
                        from spec s join incoming_spec i using (code)
                        where %s and r.spec_id = s.id and r.revision = s.revision
                          and r.status = 'DRAFT' and i.status = 'RELEASED' and not (%s)""".formatted(owner.owns(), SqlColumns.differ(CONTENT, "i", "r"))))
                .execute();
        Map<String, Object> written = owner.bind(
                        Sql.query("""
                        with changed as (
                          select s.id, s.revision + 1 as revision, i.*
                          from incoming_spec i join spec s on %s and s.code = i.code
                          left join spec_revision r on r.spec_id = s.id and r.revision = s.revision
                          where r.spec_id is null or %s),
                        revisions as (
                          insert into spec_revision (spec_id, revision, status, %s, recorded_by, recorded_at)
                          select id, revision, status, %s, :person, now() from changed),
                        current as (
                          update spec s set revision = c.revision, category = c.category, material = c.material,
                            standard = c.standard, search = c.search
                          from changed c where s.id = c.id)
                        select count(*) filter (where revision = 1) as created, count(*) filter (where revision > 1) as updated,
                          (select count(*) from incoming_spec) as total
                        from changed""".formatted(owner.owns(), SqlColumns.differ(CONTENT, "i", "r"), CONTENT, CONTENT)))
                .bind("person", currentUser.personId())
                .mapToMap()
                .one();
        Transactions.forgetEntities();
        long created = ((Number) written.get("created")).longValue();
        long updated = ((Number) written.get("updated")).longValue() + released;
        return new UpsertResult(created, updated, ((Number) written.get("total")).longValue() - created - updated)
                .warning(warnings(owner, rows));
    }

    /** What is unlikely about the rows that were registered. */
    private static Warnings warnings(SpecOwner owner, RowSource<Spec> rows) {
        AtomicLong total = new AtomicLong();
        List<Warning> listed = Sql.query("""
                        with own as (select null::numeric as concrete_volume_m3, null::numeric as mass_kg, 1 as amount)
                        select i.line, u.*, count(*) over () as total
                        from incoming_spec i cross join own cross join lateral %s as u
                        order by i.line, u.field limit :limit""".formatted(SizePlausibility.unlikely(
                        "own", "i", "i.code", owner.organisationId() == null ? "true" : "false")))
                .bind("limit", Warnings.LISTED)
                .map((rs, context) -> {
                    total.set(rs.getLong("total"));
                    return Warning.of(
                            rows.place(rs.getLong("line"), "quantities." + rs.getString("field")),
                            SizePlausibility.note(rs));
                })
                .list();
        return new Warnings(listed, total.get());
    }

    /** Rows of sheets without some columns; what was searched for in them is still found. */
    private static void keepAbsent(SpecOwner owner) {
        String stored = "spec s join spec_revision r on r.spec_id = s.id and r.revision = s.revision where "
                + owner.owns() + " and s.code = i.code";
        owner.bind(Sql.update("""
                        update incoming_spec i set search = i.search || ' ' || %s from %s and i.absent <> 0""".formatted(SpecSearch.STORED, stored))).execute();
        owner.bind(Sql.update(ABSENT.keep("incoming_spec", stored))).execute();
    }

    private void stage(RowSource<Spec> rows, Violations violations) {
        Sql.execute("""
                create temp table if not exists incoming_spec as
                select 0::bigint as line, 0 as absent, code, search, status, %s from spec join spec_revision using (category, material, standard)
                with no data""".formatted(CONTENT));
        // a new owner has no specs in the statistics: without the index a join would read all rows for each of them
        Sql.execute("create index if not exists incoming_spec_code_ix on incoming_spec (code)");
        Sql.execute("truncate incoming_spec");
        CopyWriter.into(
                "incoming_spec",
                INCOMING,
                copied -> rows.read(
                        (line, spec) -> copied.accept(new Incoming(
                                line,
                                ABSENT.mask(rows.absent(line)),
                                spec,
                                SpecSearch.textOf(spec),
                                json.write(spec.parts()),
                                json.write(spec.externalCodes()))),
                        violations));
        Sql.execute("analyze incoming_spec");
        Sql.query("""
                        select line, code from (
                          select line, code, row_number() over (partition by code order by line) as nth from incoming_spec
                          where code is not null) as numbered
                        where nth > 1 order by line""")
                .map((rs, context) -> Violation.of(
                        rows.place(rs.getLong(1), "code"),
                        rs.getString(2),
                        Violation.DUPLICATE,
                        "an earlier row has this code"))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
    }

    /** The revision in force of the spec with a code, of the first of the owners that has one. */
    Optional<Spec> find(List<SpecOwner> owners, String code) {
        return entity(owners, code).map(spec -> SpecRevisionEntity.inForce(spec).toSpec(spec, json));
    }

    /** All revisions of that spec, the first one first; empty where no owner has one. */
    List<Spec> revisions(List<SpecOwner> owners, String code) {
        return entity(owners, code).stream()
                .flatMap(spec -> SpecRevisionEntity.list(spec).stream().map(revision -> revision.toSpec(spec, json)))
                .toList();
    }

    private static Optional<SpecEntity> entity(List<SpecOwner> owners, String code) {
        return owners.stream()
                .flatMap(owner -> SpecEntity.find(owner, code).stream())
                .findFirst();
    }

    /** The visible revisions of the specs that are named in a project, the first one first; empty for a name without a spec. */
    public Map<SpecReference, List<Spec>> revisions(long project, Collection<SpecReference> names) {
        return SpecReference.bind(
                        Sql.query(ANSWER
                                + """
                         as spec, n.spec as name, n.spec_owner as owner
                        from unnest(:codes::text[], :owners::text[]) as n (spec, spec_owner), lateral (%s) as p
                        join spec s on s.id = p.id
                        join spec_revision r on r.spec_id = s.id and r.revision <= s.revision
                        where %s order by r.revision""".formatted(
                                                SpecReference.NAMED,
                                                SpecReference.isKnown("s.id", "s.owner_id", "r.revision"))),
                        project,
                        currentUser.account())
                .bind("codes", names.stream().map(SpecReference::code).toArray(String[]::new))
                .bind("owners", names.stream().map(SpecReference::owner).toArray(String[]::new))
                .map((rs, context) -> Map.entry(
                        new SpecReference(rs.getString("name"), rs.getString("owner")),
                        json.read(rs.getString("spec"), Spec.class)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Locks the spec with a code, if it exists. */
    void lock(SpecOwner owner, String code) {
        owner.bind(Sql.query("select id from spec s where " + owner.owns() + " and s.code = :code for update"))
                .bind("code", code)
                .mapTo(Long.class)
                .findOne();
    }

    /**
     * A page of the specs of the owners that match a search, by code, and for one code in the order of the owners.
     *
     * @param after the {@link #key} of the last spec of the previous page
     */
    List<Spec> search(List<SpecOwner> owners, SpecSearch search, String after, int limit) {
        if (owners.isEmpty()) {
            return List.of();
        }
        boolean ownIsShown = after.endsWith(OWN_SHOWN);
        String hits = owners.stream()
                .map(owner -> "(" + search.sql(owner, ownIsShown && owner.equals(SpecOwner.STANDARD)) + ")")
                .collect(Collectors.joining("\nunion all\n"));
        Query query = Sql.query("with hits as materialized (" + hits + ") " + ANSWER + """

                from hits h join spec s on s.id = h.id
                join spec_revision r on r.spec_id = s.id and r.revision = s.revision
                order by s.code, s.owner_id limit :limit""");
        owners.forEach(owner -> owner.bind(query));
        return query.bindMap(search.parameters(owners))
                .bind("after", ownIsShown ? after.substring(0, after.length() - OWN_SHOWN.length()) : after)
                .bind("limit", limit)
                .map((rs, context) -> json.read(rs.getString(1), Spec.class))
                .list();
    }

    /** The number of the specs of the owners that match a search. */
    long count(List<SpecOwner> owners, SpecSearch search) {
        long count = 0;
        for (SpecOwner owner : owners) {
            count += owner.bind(Sql.query("select count(*) from spec s where " + owner.owns() + search.conditions()))
                    .bindMap(search.conditionParameters())
                    .mapTo(Long.class)
                    .one();
        }
        return count;
    }

    /** Whether any of the owners has a spec of a standard. */
    boolean hasStandard(List<SpecOwner> owners, String standard) {
        return owners.stream().anyMatch(owner -> owner.bind(Sql.query(
                        "select exists (select from spec s where " + owner.owns() + " and s.standard = :standard)"))
                .bind("standard", standard)
                .mapTo(Boolean.class)
                .one());
    }

    /** Ends a key whose next spec is the standard one with the same code. No code ends with a blank. */
    private static final String OWN_SHOWN = " ";

    /** The cursor of the page after a spec. */
    static String key(Spec spec) {
        return spec.owner() == null ? spec.code() : spec.code() + OWN_SHOWN;
    }

    /** Passes every spec of an owner in force to a consumer, by code. */
    void each(SpecOwner owner, Consumer<Spec> consumer) {
        owner.bind(Sql.query(select(owner) + " order by s.code"))
                .setFetchSize(FETCH)
                .map((rs, context) -> json.read(rs.getString(1), Spec.class))
                .useStream(specs -> specs.forEach(consumer));
    }

    private static String select(SpecOwner owner) {
        return ANSWER + """

                from spec s join spec_revision r on r.spec_id = s.id and r.revision = s.revision where\s""" + owner.owns();
    }

    private static final String ANSWER = """
            select jsonb_strip_nulls(jsonb_build_object('code', s.code, 'revision', r.revision,
              'owner', (select o.code from organisation o where o.id = s.owner_id), 'status', r.status,
              'name', r.name, 'nameEn', r.name_en, 'category', r.category, 'material', r.material, 'standard', r.standard,
              'edition', r.edition, 'strengthGrade', r.strength_grade, 'lengthMm', r.length_mm, 'widthMm', r.width_mm,
              'heightMm', r.height_mm, 'basis', r.basis, 'features', r.features, 'quantities', jsonb_build_object(
                'concreteVolumeM3', r.concrete_volume_m3, 'structuralConcreteVolumeM3', r.structural_concrete_volume_m3,
                'steelMassKg', r.steel_mass_kg, 'massKg', r.mass_kg, 'lengthM', r.length_m, 'planAreaM2', r.plan_area_m2,
                'faceAreaM2', r.face_area_m2, 'interiorAreaM2', r.interior_area_m2),
              'parts', r.parts, 'externalCodes', r.external_codes, 'dataBasis', r.data_basis, 'dataNote', r.data_note))::text""";

    /** The organisation of a code as an owner of specs; empty where there is none. */
    static Optional<SpecOwner> owner(String code) {
        return Sql.select("select id from organisation where code = ?", code)
                .map((rs, context) -> new SpecOwner(rs.getLong("id"), code))
                .findOne();
    }
}
