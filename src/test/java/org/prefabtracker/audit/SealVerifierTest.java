package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.persistence.Transactions;

/** The owner of the database, who may do everything, tampers with what was sealed. */
@DatabaseTest
class SealVerifierTest {

    private static final String ENTRY = "insert into audit_entry (request_id, kind, method, path, status) "
            + "values ('forged', 'WRITE', 'POST', '/api/v1/projects', 201)";

    @Inject
    Jdbi jdbi;

    @Inject
    AuditSealer sealer;

    private Owner owner;

    /** Three batches of two entries each at the end; nobody else seals until the test is over. */
    @BeforeEach
    void seal() throws SQLException {
        owner = new Owner();
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
        unlocked(this::sealAll);
        for (int batch = 0; batch < 3; batch++) {
            refused(2);
            unlocked(sealer::seal);
        }
        owner.execute(
                "create table kept_entry as select * from audit_entry",
                "create table kept_batch as select * from audit_batch",
                "create table kept_event_batch as select * from audit_event_batch");
    }

    @AfterEach
    void restore() throws SQLException {
        owner.execute(
                "delete from audit_unsealed",
                "delete from audit_entry",
                "insert into audit_entry select * from kept_entry",
                "delete from audit_batch",
                "insert into audit_batch select * from kept_batch",
                "delete from audit_event_batch",
                "insert into audit_event_batch select * from kept_event_batch",
                "drop table kept_entry, kept_batch, kept_event_batch");
        owner.close();
    }

    @Test
    void anUnchangedLogIsIntact() throws SQLException {
        long batches = last();
        long entries = owner.number("select count(*) from audit_entry");
        assertThat(verified("?head=" + head()))
                .isEqualTo("""
                {"intact":true,"batches":%d,"entries":%d,"events":%d,"unsealed":0,"unsealedEvents":0,"head":"%s",\
                "totalFindings":0,"findings":[]}""".formatted(batches, entries, owner.number("select count(*) from event"), head()));
        refused(1);
        assertThat(verified("?from=%d&to=%d".formatted(batches - 1, batches - 1)))
                .isEqualTo("""
                {"intact":true,"batches":1,"entries":2,"events":0,"unsealed":1,"unsealedEvents":0,"head":"%s",\
                "totalFindings":0,"findings":[]}""".formatted(digest(batches - 1)));
    }

    @Test
    void aChangedEntryIsFound() throws SQLException {
        long batch = last() - 1;
        long entry = entry(batch, 2);
        List<String> changes = List.of(
                "at = at + interval '1 microsecond'",
                "request_id = 'other'",
                "kind = 'READ'",
                "person_id = null",
                "organisation_id = null",
                "address = '10.0.0.1'",
                "method = 'PUT'",
                "path = path || '/'",
                "query = 'a=1'",
                "project = 'P'",
                "region_code = '32'",
                "status = 200",
                "change = '[]'",
                "counts = '{ }'",
                "body_sha256 = 'x'");
        for (String change : changes) {
            owner.execute("update audit_entry set %s where id = %d".formatted(change, entry));
            assertThat(findings("")).as(change).isEqualTo("CHANGED_ENTRY %d %d".formatted(batch, entry));
            owner.execute(
                    "delete from audit_entry where id = " + entry,
                    "insert into audit_entry select * from kept_entry where id = " + entry);
        }
        assertThat(findings("")).isEmpty();
    }

    @Test
    void aRemovedEntryIsFound() throws SQLException {
        long batch = last() - 2;
        long entry = entry(batch, 1);
        owner.execute("delete from audit_entry where id = " + entry);
        assertThat(findings("")).isEqualTo("REMOVED_ENTRY %d %d".formatted(batch, entry));
        assertThat(findings("?from=%d".formatted(batch + 1))).isEmpty();
        assertThat(findings("?to=%d".formatted(batch))).isEqualTo("REMOVED_ENTRY %d %d".formatted(batch, entry));
    }

    @Test
    void anEntryPutInFromOutsideIsFound() throws SQLException {
        owner.execute(ENTRY);
        long entry = owner.number("select max(id) from audit_entry");
        assertThat(findings("")).isEqualTo("ENTRY_IN_NO_BATCH null " + entry);
    }

    @Test
    void anEntryPutIntoABatchBreaksTheChain() throws SQLException {
        owner.execute(
                ENTRY,
                "update audit_batch set entries = entries || (select max(id) from audit_entry) where number = "
                        + last());
        assertThat(findings("")).startsWith("BROKEN_CHAIN " + last() + " null");
    }

    @Test
    void anEntryInTwoBatchesIsFound() throws SQLException {
        long batch = last();
        long twice = entry(batch - 1, 1);
        owner.execute("""
                update audit_batch b set entries = b.entries || a.entries[1], hashes = b.hashes || substr(a.hashes, 1, 32)
                from audit_batch a where a.number = b.number - 1 and b.number = """ + batch);
        assertThat(findings(""))
                .isEqualTo("BROKEN_CHAIN %d null, ENTRY_IN_TWO_BATCHES %d %d".formatted(batch, batch, twice));
    }

    @Test
    void aBatchThatWasChangedWithItsEntryBreaksTheChain() throws SQLException {
        long batch = last() - 1;
        long entry = entry(batch, 2);
        owner.execute(
                "update audit_entry set status = 200 where id = " + entry,
                "update audit_batch set hashes = decode(repeat('ab', 64), 'hex') where number = " + batch);
        assertThat(findings("")).contains("BROKEN_CHAIN " + batch + " null");
        owner.execute("update audit_batch set digest = decode(repeat('ab', 32), 'hex') where number = " + batch);
        assertThat(findings("")).contains("BROKEN_CHAIN %d null".formatted(batch), "BROKEN_CHAIN " + last() + " null");
    }

    @Test
    void aRemovedBatchIsFound() throws SQLException {
        long batch = last() - 1;
        long first = entry(batch, 1);
        long second = entry(batch, 2);
        owner.execute("delete from audit_batch where number = " + batch);
        assertThat(findings(""))
                .isEqualTo("REMOVED_BATCH %d null, ENTRY_IN_NO_BATCH null %d, ENTRY_IN_NO_BATCH null %d"
                        .formatted(batch, first, second));
        owner.execute("delete from audit_entry where id in (%d, %d)".formatted(first, second));
        assertThat(findings("")).isEqualTo("REMOVED_BATCH %d null".formatted(batch));
    }

    @Test
    void aTailThatWasCutOffIsFoundByTheHeadThatWasKept() throws SQLException {
        String head = head();
        String former = digest(last() - 1);
        owner.execute(
                "delete from audit_entry where id = any (select unnest(entries) from audit_batch where number = "
                        + last() + ")",
                "delete from audit_batch where number = " + last());
        assertThat(findings("")).isEmpty();
        assertThat(findings("?head=" + former)).isEmpty();
        assertThat(findings("?head=" + head)).isEqualTo("HEAD_NOT_FOUND null null");
    }

    @Test
    void allThatWasSealedAnewIsFoundByTheHeadThatWasKept() throws SQLException {
        String head = head();
        owner.execute(
                "update audit_entry set status = 200 where id = " + entry(last(), 1),
                "insert into audit_unsealed select unnest(entries) from audit_batch where number = " + last(),
                "delete from audit_batch where number = " + last());
        unlocked(sealer::seal);
        assertThat(findings("")).isEmpty();
        assertThat(findings("?head=" + head)).isEqualTo("HEAD_NOT_FOUND null null");
    }

    @Test
    void anEntryThatCommitsLateGoesToTheNextBatch() throws SQLException {
        try (Owner late = new Owner();
                Connection open = late.begin();
                Statement statement = open.createStatement()) {
            statement.execute("with e as (" + ENTRY + " returning id) insert into audit_unsealed select id from e");
            long lateId = late.number("select max(id) from audit_entry where request_id = 'forged'");
            refused(3);
            unlocked(sealer::seal);
            assertThat(owner.number("select cardinality(entries) from audit_batch where number = " + last()))
                    .isEqualTo(3);
            assertThat(entry(last(), 1)).isGreaterThan(lateId);
            open.commit();
            unlocked(sealer::seal);
            assertThat(owner.number("select cardinality(entries) from audit_batch where number = " + last()))
                    .isEqualTo(1);
            assertThat(entry(last(), 1)).isEqualTo(lateId);
        }
        assertThat(findings("")).isEmpty();
    }

    @Test
    void severalWritersAndSealersLeaveEveryEntryInExactlyOneBatch() throws Exception {
        owner.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Object>> work = new ArrayList<>();
            IntStream.range(0, 4)
                    .forEach(writer -> work.add(() -> {
                        refused(25);
                        return null;
                    }));
            IntStream.range(0, 2)
                    .forEach(other -> work.add(() -> {
                        for (int i = 0; i < 50; i++) {
                            sealer.seal();
                        }
                        return null;
                    }));
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        sealAll();
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
        assertThat(owner.number("select count(*) from audit_entry where id > (select max(id) from kept_entry)"))
                .isEqualTo(100);
        assertThat(findings("")).isEmpty();
    }

    @Test
    void entriesAreSealedRegularly() throws Exception {
        long before = last();
        owner.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
        refused(1);
        while (last() == before) {
            Thread.sleep(100);
        }
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
        assertThat(given().get("/api/v1/audit/head")
                        .asString()
                        .replaceAll("\"sealedAt\":\"[^\"]+\"", "\"sealedAt\":\"…\""))
                .isEqualTo(
                        "{\"number\":%d,\"digest\":\"%s\",\"sealedAt\":\"…\",\"entries\":1}".formatted(last(), head()));
    }

    private void unlocked(Runnable work) throws SQLException {
        owner.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
        work.run();
        owner.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
    }

    private void sealAll() {
        while (jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from audit_unsealed) or exists (select from event_unsealed)")
                .mapTo(Boolean.class)
                .one())) {
            sealer.seal();
        }
    }

    /** So many entries. */
    private static void refused(int times) {
        for (int i = 0; i < times; i++) {
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .post("/api/v1/projects")
                    .then()
                    .statusCode(422);
        }
    }

    private long last() throws SQLException {
        return owner.number("select max(number) from audit_batch");
    }

    private long entry(long batch, int place) throws SQLException {
        return owner.number("select entries[%d] from audit_batch where number = %d".formatted(place, batch));
    }

    private String head() throws SQLException {
        return digest(last());
    }

    private String digest(long batch) {
        return Transactions.read(() -> SealedBatch.find(batch).orElseThrow().hex());
    }

    private static String verified(String query) {
        return given().get("/api/v1/audit/verify" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** What is wrong, as kind, batch and entry. */
    private static String findings(String query) {
        List<String> findings = new ArrayList<>();
        given().get("/api/v1/audit/verify" + query)
                .jsonPath()
                .<java.util.Map<String, Object>>getList("findings")
                .forEach(finding ->
                        findings.add(finding.get("kind") + " " + finding.get("batch") + " " + finding.get("entry")));
        return String.join(", ", findings);
    }
}
