package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.component.SmallProject;

/**
 * The owner of the database, who may do everything, and the working role of the application tamper with events, their seals and
 * pieces. All of it is found, and named.
 */
@DatabaseTest
class RecordVerifierTest {

    private static final String PROJECT = "SEALED";
    private static final String OF_PROJECT = "project_id = (select id from project where code = '" + PROJECT + "')";

    /** Tables of the project that the tests change, those that others refer to last. */
    private static final List<String> TABLES =
            List.of("event_unsealed", "event_seal", "audit_event_batch", "event", "tag_counter", "piece");

    /** The tags of the live pieces, by component. */
    private static final Map<String, String> TAGS = new TreeMap<>();

    private static boolean built;

    @Inject
    Jdbi jdbi;

    @Inject
    AuditSealer sealer;

    @Inject
    RecordVerifier verifier;

    @Inject
    NightlyVerification nightly;

    @Inject
    MeterRegistry metrics;

    private Owner owner;
    private Connection app;
    private long lastBatch;
    private long lastEntry;

    /** Everything is sealed, and nobody else seals until the test is over. */
    @BeforeEach
    void seal() throws SQLException {
        if (TAGS.isEmpty()) {
            build();
        }
        owner = new Owner();
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
        sealAll();
        lastBatch = owner.number("select max(number) from audit_batch");
        lastEntry = owner.number("select max(id) from audit_entry");
        for (String table : TABLES) {
            owner.execute("create table kept_%1$s as select * from %1$s where %2$s".formatted(table, OF_PROJECT));
        }
        Config config = ConfigProvider.getConfig();
        app = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        as("set app.\"all\" = 'on'");
        assertThat(findings("?project=" + PROJECT)).isEmpty();
    }

    @AfterEach
    void restore() throws SQLException {
        putBack();
        for (String table : TABLES) {
            owner.execute("drop table kept_" + table);
        }
        app.close();
        owner.close();
    }

    private void putBack() throws SQLException {
        owner.execute(
                "delete from audit_batch where number > " + lastBatch,
                "delete from audit_event_batch where number > " + lastBatch,
                "delete from audit_entry where id > " + lastEntry,
                "delete from audit_unsealed");
        for (String table : TABLES) {
            owner.execute("delete from %s where %s".formatted(table, OF_PROJECT));
        }
        for (int i = TABLES.size() - 1; i >= 0; i--) {
            owner.execute("insert into %1$s select * from kept_%1$s".formatted(TABLES.get(i)));
        }
    }

    private static void build() {
        new SmallProject(PROJECT)
                .slab("SEALED-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .bill(Stream.of("C1", "C2", "C3", "C4", "C5")
                        .map("""
                        {"code": "%s", "building": "1#", "storey": "1", "spec": "SEALED-SLAB"}"""::formatted)
                        .toArray(String[]::new));
        report(
                event("r1", "RELEASE", "C1", "2026-05-03T23:30:00Z", "\"factory\": \"F\", \"dueOn\": \"2026-06-01\""),
                event(
                        "s1",
                        "STEP",
                        "C1",
                        "2026-05-04T09:00:00+08:00",
                        "\"step\": \"CAST\", \"records\": {\"batch\": \"L-1\", \"concreteVolumeM3\": 2.50, \"serial\": \"N-1\"}"),
                event(
                        "q1",
                        "QC_PASS",
                        "C1",
                        "2026-05-05",
                        "\"inspector\": \"吴\", \"certificate\": \"HG-1\", \"source\": \"scan \\\"7\\\"\""),
                event("r2", "RELEASE", "C2", "2026-05-04T08:00:00+08:00", "\"factory\": \"F\""),
                event("r3", "RELEASE", "C3", "2026-05-04T08:00:00+08:00", "\"factory\": \"F\""),
                event("r4", "RELEASE", "C4", "2026-05-04T08:00:00+08:00", "\"factory\": \"F\""));
        report(
                event("h1", "SHIP", "C1", "2026-05-06T08:00:00+08:00", "\"shipment\": \"S-1\""),
                event("d1", "RECEIVE", "C1", "2026-05-06T10:00:00+08:00", "\"result\": \"ok\", \"place\": \"yard 7\""),
                event("i1", "INSTALL", "C1", "2026-05-07T10:00:00+08:00", "\"netQuantity\": 0.50"),
                event("x", "EXCHANGE", "C2", "2026-05-05T08:00:00+08:00", "\"with\": \"C3\""),
                event("n2", "HOLD", "C2", "2026-05-05T09:00:00+08:00", "\"number\": \"NC-1\", \"reason\": \"crack\""),
                event("k4", "SCRAP", "C4", "2026-05-05T09:00:00+08:00", "\"reason\": \"broken\""));
        report(event("r4b", "RELEASE", "C4", "2026-05-06T08:00:00+08:00", "\"factory\": \"G\""));
        for (String component : List.of("C1", "C2", "C3", "C4")) {
            TAGS.put(
                    component,
                    given().get("/api/v1/projects/{p}/components/{c}", PROJECT, component)
                            .path("tag"));
        }
    }

    /** For every column of an event, what the owner changes it to. A column that is missing here makes the test fail. */
    private static Map<String, String> changesOfAnEvent() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("piece_id", "(select max(id) from piece p where p.project_id = event.project_id)");
        changes.put("other_piece_id", "piece_id");
        changes.put("type", "'STORE'");
        changes.put("occurred_at", "occurred_at + interval '1 microsecond'");
        changes.put("occurred_offset_minutes", "occurred_offset_minutes - 1");
        changes.put("occurred_precision", "'MINUTE'");
        changes.put("arrival", "arrival + 1000000");
        changes.put("batch", "batch - 1");
        changes.put("recorded_at", "recorded_at - interval '1 microsecond'");
        changes.put("recorded_by", "(select max(id) from person)");
        changes.put("organisation_id", "(select max(id) from organisation)");
        changes.put("source", "null");
        changes.put("schema_version", "2");
        changes.put("content", "replace(content, 'HG-1', 'HG-2')");
        changes.put("step", "'CAST'");
        changes.put("certificate", "'HG-2'");
        changes.put("lot", "'L-1'");
        changes.put("lot_volume_m3", "0");
        changes.put("serial", "''");
        return changes;
    }

    @Test
    void anEventChangedByTheOwnerIsNamedWhateverColumnItIs() throws SQLException {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into organisation (id, code, name, kind) values (nextval('organisation_seq'), 'SEAL-O', 'o', 'OWNER') on conflict do nothing");
            handle.execute(
                    "insert into person (id, organisation_id, name, login, roles) values (nextval('person_seq'), 1, 'p', 'seal-p', '{}') on conflict do nothing");
        });
        Map<String, String> changes = changesOfAnEvent();
        List<String> columns = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select attname from pg_attribute where attrelid = 'event'::regclass and attnum > 0 and not attisdropped
                          and attname not in ('project_id', 'event_id')""").mapTo(String.class).list());
        assertThat(columns).containsExactlyInAnyOrderElementsOf(changes.keySet());
        for (Map.Entry<String, String> change : changes.entrySet()) {
            owner.execute("update event set %s = %s where event_id = '%s'"
                    .formatted(change.getKey(), change.getValue(), id("q1")));
            String found = "CHANGED_EVENT SEALED " + id("q1");
            assertThat(findings(sealedIn())).as(change.getKey()).containsExactly(found);
            assertThat(findings("?project=" + PROJECT)).as(change.getKey()).contains(found);
            putBack();
        }
        owner.execute("update event set event_id = '%s' where event_id = '%s'".formatted(id("other"), id("q1")));
        assertThat(findings(""))
                .containsExactly("REMOVED_EVENT SEALED " + id("q1"), "EVENT_IN_NO_BATCH SEALED " + id("other"));
    }

    @Test
    void anEventIsNamedAlsoWhereItsHashesWereChangedWithIt() throws SQLException {
        String changed = "CHANGED_EVENT SEALED " + id("q1");
        String seal = "CHANGED_SEAL SEALED";
        owner.execute("update event set certificate = 'HG-2' where event_id = '" + id("q1") + "'");
        String fixed = """
                update %1$s t set hashes = s.hashes from (
                  select s.project_id, s.batch, string_agg(event_sha256(e), '' order by u.place) as hashes
                  from event_seal s cross join unnest(s.event_ids) with ordinality u (id, place)
                  join event e on e.project_id = s.project_id and e.event_id = u.id
                  where s.%2$s group by s.project_id, s.batch) s
                where t.project_id = s.project_id and t.batch = s.batch""";
        owner.execute(fixed.formatted("event_seal", OF_PROJECT));
        assertThat(findings("")).containsExactly(seal, changed);
        assertThat(findings("?project=" + PROJECT)).containsExactly(seal, changed);
        owner.execute(fixed.formatted("audit_event_batch", OF_PROJECT));
        assertThat(findings("?project=" + PROJECT))
                .as("no hash is left that tells which")
                .containsExactly(seal);
        owner.execute("""
                update audit_event_batch b set digest = event_seal_sha256(s.project_id, s.batch, s.event_ids, s.hashes)
                from event_seal s where s.project_id = b.project_id and s.batch = b.batch and b.""" + OF_PROJECT);
        assertThat(findings("?project=" + PROJECT)).containsExactly("BROKEN_CHAIN");
        assertThat(findings("")).containsExactly("BROKEN_CHAIN");
    }

    @Test
    void aCopyThatWasChangedAloneAccusesNoEvent() throws SQLException {
        owner.execute("update audit_event_batch set hashes = set_byte(hashes, 2, 255 - get_byte(hashes, 2)) where "
                + OF_PROJECT);
        assertThat(findings("")).hasSize(3).containsOnly("CHANGED_SEAL SEALED");
    }

    @Test
    void aRemovedEventAndRemovedHashesAreFound() throws SQLException {
        owner.execute("delete from event where event_id = '" + id("i1") + "'");
        assertThat(findings("")).containsExactly("REMOVED_EVENT SEALED " + id("i1"));
        putBack();
        owner.execute("delete from event_seal where '%s' = any (event_ids)".formatted(id("r4b")));
        assertThat(findings("")).containsExactly("REMOVED_SEAL SEALED", "EVENT_IN_NO_BATCH SEALED " + id("r4b"));
        putBack();
        owner.execute(
                "delete from event where event_id = '" + id("r4b") + "'",
                "delete from event_seal where '%s' = any (event_ids)".formatted(id("r4b")),
                "delete from audit_event_batch where %s and batch = (select max(batch) from kept_event_seal where %1$s)"
                        .formatted(OF_PROJECT));
        assertThat(findings("")).containsExactly("BROKEN_CHAIN");
    }

    @Test
    void anEventPutInByTheWorkingRoleOrTheOwnerIsFound() throws SQLException {
        String more =
                "insert into event (%1$s, event_id, arrival, type) select %1$s, '%2$s', nextval('event_seq'), 'STORE' from event where event_id = '%3$s'"
                        .formatted(
                                "project_id, piece_id, occurred_at, occurred_offset_minutes, occurred_precision, batch, recorded_by, organisation_id, schema_version, content",
                                id("forged"),
                                id("i1"));
        for (boolean asOwner : new boolean[] {false, true}) {
            if (asOwner) {
                owner.execute(more);
            } else {
                as(more);
            }
            assertThat(findings("")).containsExactly("EVENT_IN_NO_BATCH SEALED " + id("forged"));
            assertThat(findings("?project=" + PROJECT)).contains("EVENT_IN_NO_BATCH SEALED " + id("forged"));
            String stored =
                    "insert into event_seal (project_id, batch, event_ids, hashes) select project_id, arrival, array[event_id], event_sha256(e) from event e where event_id = '"
                            + id("forged") + "'";
            if (asOwner) {
                owner.execute(stored);
            } else {
                as(stored);
            }
            assertThat(findings("")).containsExactly("EVENT_IN_NO_BATCH SEALED " + id("forged"));
            putBack();
        }
    }

    /** What the application does itself cannot be told from it, but an event must be possible, and its time is the database's. */
    @Test
    void anImpossibleEventThatTheWorkingRoleSealsAsTheApplicationDoesIsFound() throws SQLException {
        as(
                """
                insert into event (%1$s, event_id, arrival, batch, type) select %1$s, '%2$s', nextval('event_seq'), nextval('event_seq'), 'ACCEPT'
                from event where event_id = '%3$s'""".formatted(
                                "project_id, piece_id, occurred_at, occurred_offset_minutes, occurred_precision, recorded_by, organisation_id, schema_version, content",
                                id("forged"),
                                id("r3")),
                "insert into event_seal (project_id, batch, event_ids, hashes) select project_id, arrival, array[event_id], event_sha256(e) from event e where event_id = '"
                        + id("forged") + "'",
                "insert into event_unsealed (project_id, batch, events) select project_id, batch, 1 from event_seal where event_ids[1] = '"
                        + id("forged") + "'");
        assertThat(findings("")).isEmpty();
        assertThat(findings("?project=" + PROJECT))
                .containsExactly("IMPOSSIBLE_EVENT SEALED " + id("forged") + " " + tag("C2"));
        sealAll();
        assertThat(findings("?project=" + PROJECT))
                .containsExactly("IMPOSSIBLE_EVENT SEALED " + id("forged") + " " + tag("C2"));
    }

    @Test
    void anEventThatNobodyCanReadIsFoundAndStopsNothing() throws SQLException {
        for (String content : List.of("'x'", "'null'", "'{\"voids\": 7}'", "'{\"factory\": [7]}'")) {
            owner.execute("update event set content = %s where event_id = '%s'".formatted(content, id("r1")));
            assertThat(findings("?project=" + PROJECT))
                    .as(content)
                    .containsExactly(
                            "CHANGED_EVENT SEALED " + id("r1"),
                            "IMPOSSIBLE_EVENT SEALED " + id("r1") + " " + tag("C1"));
        }
        putBack();
        owner.execute("update event set occurred_at = 'infinity', occurred_offset_minutes = 32767 where event_id = '"
                + id("i1") + "'");
        assertThat(findings("?project=" + PROJECT))
                .containsExactly(
                        "CHANGED_EVENT SEALED " + id("i1"), "IMPOSSIBLE_EVENT SEALED " + id("i1") + " " + tag("C1"));
    }

    /** For every column of a piece, what it is changed to, and by whom: the application has no right to change the last ones. */
    private static final Map<String, String> CHANGES_OF_A_PIECE = Stream.of(
                    "component_id|(select id from component c where c.project_id = piece.project_id and code = 'C5')",
                    "stage|'ACCEPTED'",
                    "holds|'{NC-9}'",
                    "place|'elsewhere'",
                    "net_quantity|1",
                    "released_on|'2026-05-02'",
                    "produced_on|'2026-05-04'",
                    "shipped_on|null",
                    "delivered_on|'infinity'",
                    "installed_on|'2025-12-31'",
                    "accepted_on|'2026-05-08'",
                    "due_on|null",
                    "factory|'G'",
                    "tag|left(tag, 10) || case right(tag, 1) when 'A' then 'B' else 'A' end")
            .map(line -> line.split("\\|", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, LinkedHashMap::new));

    @Test
    void aChangedColumnOfAPieceIsNamedWithItsTag() throws SQLException {
        String tag = tag("C1");
        List<String> owned = List.of("due_on", "factory", "tag");
        for (Map.Entry<String, String> change : CHANGES_OF_A_PIECE.entrySet()) {
            String column = change.getKey();
            String sql = "update piece set %s = %s where tag = '%s'".formatted(column, change.getValue(), tag);
            if (owned.contains(column)) {
                assertThat(refusal(sql)).as(column).isEqualTo("42501");
                owner.execute(sql);
            } else {
                as(sql);
            }
            String is = column.equals("tag") ? tag.substring(0, 10) + (tag.endsWith("A") ? "B" : "A") : tag;
            assertThat(findings("?project=" + PROJECT))
                    .as(column)
                    .containsExactly("CHANGED_PIECE SEALED " + is + " " + column);
            assertThat(findings(sealedIn()))
                    .as("the chain knows events, not pieces")
                    .isEmpty();
            putBack();
        }
    }

    @Test
    void aPieceThatIsNoLongerLiveIsFoundWithItsStage() throws SQLException {
        as("update piece set stage = 'SCRAPPED', live = false where tag = '" + tag("C1") + "'");
        assertThat(findings("?project=" + PROJECT))
                .containsExactly(
                        "CHANGED_PIECE SEALED " + tag("C1") + " stage", "CHANGED_PIECE SEALED " + tag("C1") + " live");
    }

    @Test
    void piecesWhoseTagsOrComponentsAreSwappedAreFound() throws SQLException {
        String first = tag("C1");
        String second = tag("C2");
        owner.execute(
                "update piece set tag = 'x' where tag = '%s'".formatted(first),
                "update piece set tag = '%s' where tag = '%s'".formatted(first, second),
                "update piece set tag = '%s' where tag = 'x'".formatted(second));
        assertThat(findings("?project=" + PROJECT))
                .containsExactlyInAnyOrder(
                        "CHANGED_PIECE SEALED " + first + " tag", "CHANGED_PIECE SEALED " + second + " tag");
        putBack();
        // takes their exchange back, which nobody reported
        String pair = "('%s', '%s')".formatted(tag("C2"), tag("C3"));
        as("update piece set live = false, stage = 'DESIGNED' where tag in " + pair, """
                update piece p set component_id = o.component_id, live = true, stage = 'RELEASED'
                from (select tag, component_id from piece where tag in %1$s) o where p.tag in %1$s and o.tag <> p.tag""".formatted(pair));
        assertThat(findings("?project=" + PROJECT))
                .containsExactlyInAnyOrder(
                        "CHANGED_PIECE SEALED " + tag("C2") + " component_id",
                        "CHANGED_PIECE SEALED " + tag("C3") + " component_id");
    }

    @Test
    void aPieceOfAnotherSpecThanItsComponentIsFound() throws SQLException {
        operator().store("/api/v1/specs", """
                {"code": "SEALED-OTHER", "name": "s", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 9}}""");
        String sql = "update piece set spec_id = (select id from spec where code = 'SEALED-OTHER') where tag = '"
                + tag("C1") + "'";
        assertThat(refusal(sql)).isEqualTo("42501");
        owner.execute(sql);
        assertThat(findings("?project=" + PROJECT))
                .containsExactly("CHANGED_PIECE SEALED " + tag("C1") + " spec_revision");
    }

    @Test
    void aPieceFromOutsideAndAChangedCounterAreFound() throws SQLException {
        as("update tag_counter set last_number = last_number + 1 where " + OF_PROJECT);
        assertThat(findings("?project=" + PROJECT)).containsExactly("CHANGED_TAG_COUNTER SEALED");
        as("""
                insert into piece (project_id, id, tag, component_id, spec_id, spec_revision, factory, live, stage, holds)
                select project_id, nextval('piece_seq'), 'FORGED', (select id from component c where c.project_id = p.project_id and c.code = 'C5'),
                  spec_id, spec_revision, 'F', true, 'RELEASED', '{}' from piece p where tag = '%s'""".formatted(tag("C1")));
        assertThat(findings("?project=" + PROJECT))
                .containsExactlyInAnyOrder("CHANGED_PIECE SEALED FORGED tag", "PIECE_WITHOUT_RELEASE SEALED FORGED");
    }

    @Test
    void theWorkingRoleCanNeitherChangeNorBackdateNorRemoveRecords() {
        String event = "where event_id = '" + id("q1") + "'";
        for (String sql : List.of(
                "update event set certificate = 'HG-2' " + event,
                "delete from event " + event,
                "update event_seal set hashes = hashes",
                "delete from event_seal",
                "update audit_event_batch set digest = digest",
                "delete from audit_event_batch",
                "update event_unsealed set since = now()",
                "insert into event_unsealed (project_id, batch, events, since) values (1, 1, 1, now())",
                "insert into event (project_id, recorded_at) values (1, '2020-01-01')",
                "insert into audit_entry (at, request_id, kind, method, path, status) values ('2020-01-01', 'x', 'WRITE', 'POST', '/', 200)",
                "insert into audit_entry (id, request_id, kind, method, path, status) values (1, 'x', 'WRITE', 'POST', '/', 200)",
                "update audit_entry set status = 200",
                "delete from audit_entry",
                "update audit_batch set digest = digest",
                "delete from audit_batch",
                "delete from piece where " + OF_PROJECT,
                "update tag_counter set project_id = 1",
                "create or replace function event_sha256(e event) returns bytea language sql as $$ select '\\x00'::bytea $$",
                "truncate event")) {
            assertThat(refusal(sql)).as(sql).isEqualTo("42501");
        }
    }

    @Test
    void whatTheWorkingRoleKeepsFromBeingSealedIsFound() throws SQLException {
        report(event("late", "STORE", "C1", "2026-05-06T11:00:00+08:00", "\"place\": \"yard 7\""));
        assertThat(findings("")).isEmpty();
        assertThat(findings("?project=" + PROJECT)).isEmpty();
        as("delete from event_unsealed");
        assertThat(findings("")).containsExactly("EVENT_IN_NO_BATCH SEALED " + id("late"));
        assertThat(findings("?project=" + PROJECT)).containsExactly("EVENT_IN_NO_BATCH SEALED " + id("late"));
        owner.execute("delete from event where event_id = '" + id("late") + "'");
        assertThat(findings("")).as("its hashes tell").contains("REMOVED_EVENT SEALED " + id("late"));
    }

    @Test
    void anEventChangedBeforeItIsSealedIsFound() throws SQLException {
        report(event("late", "STORE", "C1", "2026-05-06T11:00:00+08:00", "\"place\": \"yard 7\""));
        owner.execute("update event set source = 'x' where event_id = '" + id("late") + "'");
        assertThat(findings("")).containsExactly("CHANGED_EVENT SEALED " + id("late"));
        sealAll();
        assertThat(findings("")).containsExactly("CHANGED_EVENT SEALED " + id("late"));
    }

    @Test
    void rowsThatWaitAgainDoNotKeepOthersFromBeingSealed() throws SQLException {
        as(
                "insert into event_unsealed (project_id, batch, events) select project_id, batch, 1 from event_seal where "
                        + OF_PROJECT,
                "insert into event_unsealed (project_id, batch, events) values (1, -7, 1)");
        report(event("late", "STORE", "C1", "2026-05-06T11:00:00+08:00", "\"place\": \"yard 7\""));
        sealAll();
        assertThat(findings("")).isEmpty();
        assertThat(owner.number("select count(*) from event_unsealed")).isZero();
    }

    @Test
    void aBatchThatTheWorkingRoleForgesBreaksTheChain() throws SQLException {
        as(
                "insert into audit_batch (number, entries, hashes, digest, sealed_at) select max(number) + 1, '{}', '', sha256('x'), now() from audit_batch");
        assertThat(findings("")).containsExactly("BROKEN_CHAIN");
        putBack();
        as("""
                insert into audit_event_batch (project_id, batch, number, digest, hashes)
                select project_id, -1, max(number), sha256('x'), '' from audit_event_batch where %s group by project_id""".formatted(OF_PROJECT));
        assertThat(findings("")).containsExactly("BROKEN_CHAIN", "REMOVED_SEAL SEALED");
    }

    @Test
    void onlyTheBatchesThatAreAskedForAreVerified() throws SQLException {
        long number = owner.number("select min(number) from audit_event_batch where " + OF_PROJECT);
        owner.execute("delete from event where event_id = '" + id("q1") + "'");
        assertThat(findings("?from=%d&to=%d".formatted(number, number)))
                .containsExactly("REMOVED_EVENT SEALED " + id("q1"));
        assertThat(findings("?from=" + (number + 1))).isEmpty();
    }

    @Test
    void intactIsSaidOnlyAsLongAsSealingIsAlive() throws SQLException {
        given().contentType("application/json").body("{}").post("/api/v1/projects");
        assertThat(findings("")).isEmpty();
        owner.execute(
                "update audit_entry set at = at - interval '29 seconds' where id = (select max(entry_id) from audit_unsealed)");
        assertThat(findings("")).isEmpty();
        owner.execute(
                "update audit_entry set at = at - interval '2 seconds' where id = (select max(entry_id) from audit_unsealed)");
        assertThat(findings("")).containsExactly("SEALING_STOPPED");
        putBack();
        report(event("late", "STORE", "C1", "2026-05-06T11:00:00+08:00", "\"place\": \"yard 7\""));
        owner.execute(
                "delete from audit_unsealed",
                "delete from audit_entry where id > " + lastEntry,
                "update event_unsealed set since = since - interval '31 seconds'");
        assertThat(findings("?project=" + PROJECT)).containsExactly("SEALING_STOPPED");
    }

    /** C1 was released at 23:30 UTC: on 3 May where it was reported, on 4 May in the time zone of the system. */
    @Test
    void aDayByTheOlderRuleIsCountedAndNoFinding() throws SQLException {
        as("update piece set released_on = '2026-05-03' where tag = '" + tag("C1") + "'");
        given().get("/api/v1/audit/verify?project=" + PROJECT)
                .then()
                .body("intact", equalTo(true))
                .body("olderDays", equalTo(1))
                .body("pieces", equalTo(5));
        as("update piece set released_on = '2026-05-04' where tag = '" + tag("C1") + "'");
        given().get("/api/v1/audit/verify?project=" + PROJECT).then().body("olderDays", equalTo(0));
    }

    @Test
    void aProjectIsVerifiedByTheOperatorAndByTheAdministratorsOfItsRegion() {
        Supplier<RequestSpecification> regulator = Cast.of(jdbi, "SEAL-REG", OrganisationKind.REGULATOR);
        regulator
                .get()
                .get("/api/v1/audit/verify?project=" + PROJECT)
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("events", equalTo(13))
                .body("pieces", equalTo(5));
        regulator.get().get("/api/v1/audit/verify").then().statusCode(403);
        new SmallProject("SEAL-BORDER");
        operator().post("/api/v1/projects/SEAL-BORDER/buildings", """
                        {"code": "B", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500,
                         "regionCode": "440103"}""").statusCode(201);
        regulator.get().get("/api/v1/audit/verify?project=SEAL-BORDER").then().statusCode(403);
        AuditTrail.project("SEAL-ELSEWHERE", "440103");
        regulator
                .get()
                .get("/api/v1/audit/verify?project=SEAL-ELSEWHERE")
                .then()
                .statusCode(422);
        given().get("/api/v1/audit/verify?project=SEAL-ELSEWHERE").then().statusCode(200);
        given().get("/api/v1/audit/verify?project=NONE").then().statusCode(422);
        given().get("/api/v1/audit/verify?project=SEALED&from=1").then().statusCode(422);
        given().get("/api/v1/audit/verify?project=SEALED&head=" + "0".repeat(63) + "1")
                .then()
                .statusCode(200)
                .body("findings.kind", equalTo(List.of("HEAD_NOT_FOUND")));
        Cast.of(jdbi, "SEAL-OWNER", OrganisationKind.OWNER)
                .get()
                .get("/api/v1/audit/verify?project=" + PROJECT)
                .then()
                .statusCode(403);
    }

    @Test
    void theNightlyVerificationTellsItsResultInHealthAndMetrics() throws SQLException {
        as("update piece set stage = 'ACCEPTED' where tag = '" + tag("C1") + "'");
        assertThat(verifier.everything(() -> {}).totals()).containsEntry(SealVerifier.Wrong.CHANGED_PIECE, 1L);
        nightly.run();
        Map<String, Object> data = given().get("/q/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .extract()
                .path("checks.find { it.name == 'verification of the records' }.data");
        assertThat(data).containsEntry("intact", false);
        assertThat((Integer) data.get("findings")).isPositive();
        assertThat(metrics.get("prefab.audit.intact").gauge().value()).isZero();
        assertThat(metrics.get("prefab.audit.findings").gauge().value()).isPositive();
    }

    @Test
    void ofSeveralInstancesOneVerifies() throws SQLException {
        nightly.run();
        NightlyVerification.Outcome before = nightly.last().orElseThrow();
        owner.execute("select pg_advisory_lock(" + NightlyVerification.LOCK + ")");
        nightly.run();
        assertThat(nightly.last()).containsSame(before);
        owner.execute("select pg_advisory_unlock(" + NightlyVerification.LOCK + ")");
        nightly.run();
        assertThat(nightly.last().orElseThrow()).isNotSameAs(before);
    }

    @Test
    void theNightlyVerificationStartsAtItsTimeOfDay() {
        ZonedDateTime now = ZonedDateTime.parse("2026-05-04T03:00:00+08:00[Asia/Shanghai]");
        assertThat(NightlyVerification.until(now, LocalTime.of(3, 30))).isEqualTo(Duration.ofMinutes(30));
        assertThat(NightlyVerification.until(now, LocalTime.of(3, 0))).isEqualTo(Duration.ofDays(1));
        assertThat(NightlyVerification.until(now, LocalTime.of(2, 59))).isEqualTo(Duration.ofMinutes(24 * 60 - 1));
        assertThat(NightlyVerification.time("off")).isEmpty();
        assertThat(NightlyVerification.time("03:30")).contains(LocalTime.of(3, 30));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> NightlyVerification.time("25:00"))
                .hasMessageContaining("prefab.audit.verify-at");
    }

    private void sealAll() throws SQLException {
        owner.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
        while (owner.number("select (select count(*) from audit_unsealed) + (select count(*) from event_unsealed)")
                > 0) {
            sealer.seal();
        }
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
    }

    /** Executes statements as the working role, which sees all projects. */
    private void as(String... statements) throws SQLException {
        try (Statement statement = app.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The SQLSTATE with which a statement of the working role is refused; null where it is not. */
    private String refusal(String sql) {
        try {
            as(sql);
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static String tag(String component) {
        return TAGS.get(component);
    }

    /** The sealed batches with the events of the project. */
    private String sealedIn() throws SQLException {
        return "?from=%d&to=%d"
                .formatted(
                        owner.number("select min(number) from kept_audit_event_batch"),
                        owner.number("select max(number) from kept_audit_event_batch"));
    }

    private static void report(String... events) {
        operator()
                .post(
                        "/api/v1/projects/" + PROJECT + "/events?atomic=true",
                        "{\"events\": [" + String.join(",", events) + "]}")
                .statusCode(200);
    }

    private static String event(String name, String type, String component, String at, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%s", %s}""".formatted(id(name), component, type, at, more);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("SEALED " + name).getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong, as kind, project, event, tag and column; nothing means that the answer says intact. */
    private static List<String> findings(String query) {
        var answer = given().get("/api/v1/audit/verify" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> findings = new ArrayList<>();
        for (Map<String, Object> finding : answer.<Map<String, Object>>getList("findings")) {
            findings.add(Stream.of("kind", "project", "eventId", "tag", "column")
                    .map(finding::get)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.joining(" ")));
        }
        assertThat(answer.getBoolean("intact")).isEqualTo(findings.isEmpty());
        return findings;
    }
}
