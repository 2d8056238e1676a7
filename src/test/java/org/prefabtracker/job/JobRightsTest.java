package org.prefabtracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.DelegatedRights;
import org.prefabtracker.access.Delegation;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.TestTokens;
import org.prefabtracker.audit.Owner;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/** A job has the rights that its person and token have when it starts and when it stores, not those of its submission. */
@DatabaseTest
class JobRightsTest {

    private static int count;

    @Inject
    JobStore store;

    @Inject
    JobWorker worker;

    @Inject
    DelegatedRights rights;

    @Inject
    Jdbi jdbi;

    @Inject
    JobQueueTest.Told told;

    private String mark;
    private long person;
    private long token;
    private String secret;
    private long project;

    @BeforeEach
    void aDesignerWithATokenOfAProject() {
        Cast.of(jdbi);
        mark = "job-rights-" + ++count;
        person = number(
                "insert into organisation (id, code, name, kind) values (nextval('organisation_seq'), '%1$s', 'n', 'DESIGNER') returning id");
        person = number("insert into person (id, organisation_id, name, login, roles) values (nextval('person_seq'), "
                + person + ", '%1$s', '%1$s', '{EDITOR}') returning id");
        project = number(
                "insert into project (id, code, name, region_code, version, recorded_by, recorded_at) values (nextval('project_seq'), '%1$s', 'n', '320102', 1, 1, now()) returning id");
        execute("insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by) select "
                + project + ", organisation_id, 'DESIGNER', now(), 1 from person where id = " + person);
        secret = TestTokens.ofProject(mark, mark);
        token = number("select id from token where prefix = '" + secret.substring(0, 12) + "'");
    }

    @Test
    void storesWhereNothingChanged() throws Exception {
        JsonPath ended = ended(submitted(Permission.EDIT_BILL, () -> {}));
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(stored()).isTrue();
    }

    @Test
    void storesNothingWhereItsTokenIsRevokedMeanwhile() throws Exception {
        expectRefused("update token set revoked_at = now() where id = " + token, "revoked or has expired");
    }

    @Test
    void storesNothingWhereItsTokenExpiresMeanwhile() throws Exception {
        expectRefused("update token set expires_at = clock_timestamp() where id = " + token, "revoked or has expired");
    }

    @Test
    void storesNothingWhereTheTokenOfItsTokenIsRevokedMeanwhile() throws Exception {
        long parent = number(
                "insert into token (id, person_id, name, prefix, sha256, created_at) values (nextval('token_seq'), "
                        + person + ", 'p', '%1$s', '%1$s', now()) returning id");
        execute("update token set ancestors = array[" + parent + "] where id = " + token);
        expectRefused("update token set revoked_at = now() where id = " + parent, "revoked or has expired");
    }

    @Test
    void storesNothingWhereItsPersonIsDeactivatedMeanwhile() throws Exception {
        expectRefused("update person set active = false where id = " + person, "no longer active");
    }

    @Test
    void storesNothingWhereTheRoleIsTakenAwayMeanwhile() throws Exception {
        expectRefused(
                "update person set roles = '{VIEWER}' where id = " + person,
                "EDIT_BILL, which " + mark + " no longer has");
    }

    @Test
    void storesNothingWhereTheOrganisationLeavesTheProjectMeanwhile() throws Exception {
        expectRefused("delete from project_party where project_id = " + project, "no longer takes part in the project");
    }

    @Test
    void storesNothingWhereTheOrganisationTakesPartInAnotherWayMeanwhile() throws Exception {
        expectRefused(
                "update project_party set kind = 'CONTRACTOR' where project_id = " + project,
                "EDIT_BILL, which " + mark + " no longer has");
    }

    @Test
    void doesNotStartWhereTheRightsAreGoneBefore() throws Exception {
        execute("update token set revoked_at = now() where id = " + token);
        CountDownLatch started = new CountDownLatch(1);
        JsonPath ended = ended(submitted(Permission.EDIT_BILL, started::countDown));
        assertThat(ended.getString("problem.detail")).contains("revoked or has expired");
        assertThat(started.getCount()).as("the work is not begun").isEqualTo(1);
        assertThat(stored()).isFalse();
    }

    @Test
    void isNotMoreThanItsToken() throws Exception {
        execute("update token set rights = '{READ_BILL}' where id = " + token);
        JsonPath ended = ended(submitted(Permission.EDIT_BILL, () -> {}));
        assertThat(ended.getString("problem.detail")).contains("EDIT_BILL, which " + mark + " no longer has");
    }

    @Test
    void isReadOnlyWithinTheLimitsOfTheToken() throws Exception {
        UUID job = submitted(Permission.EDIT_BILL, () -> {});
        ended(job);
        String path = "/api/v1/jobs/" + job;
        with(secret).get(path).then().statusCode(200);
        with(TestTokens.of(person)).get(path).then().statusCode(200);
        String other = number(
                        "insert into project (id, code, name, region_code, version, recorded_by, recorded_at) values (nextval('project_seq'), '%1$s-b', 'n', '320102', 1, 1, now()) returning id")
                + "";
        execute("insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by) select "
                + other + ", organisation_id, 'DESIGNER', now(), 1 from person where id = " + person);
        String ofB = TestTokens.ofProject(mark, mark + "-b");
        with(ofB).get(path).then().statusCode(404);
        with(ofB).get(path + "/workbook").then().statusCode(404);
        execute("update token set project_id = null, rights = '{SIGNED_IN,READ_BILL}' where prefix = '"
                + ofB.substring(0, 12) + "'");
        with(ofB).get(path).then().statusCode(404);
        with(TestTokens.of(Cast.of(jdbi).person(OrganisationKind.DESIGNER)))
                .get(path)
                .then()
                .statusCode(404);
    }

    /** Between the last check and the commit nobody takes a right away. */
    @Test
    @ActivateRequestContext
    void whoTakesARightAwayWaitsForTheStoringTransaction() {
        Delegation work = new Delegation(person, token, Permission.EDIT_BILL, project);
        for (String taking : new String[] {
            "update token set revoked_at = now() where id = " + token,
            "update person set roles = '{VIEWER}' where id = " + person,
            "select id from project where id = " + project + " for update"
        }) {
            CompletableFuture<Void> taken = Transactions.write(() -> {
                rights.confirm(work);
                CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(taking));
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .as(taking)
                        .isInstanceOf(TimeoutException.class);
                return waiting;
            });
            assertThat(taken).succeedsWithin(Duration.ofSeconds(20));
            execute("update token set revoked_at = null where id = " + token);
            execute("update person set roles = '{EDITOR}' where id = " + person);
        }
    }

    private void expectRefused(String meanwhile, String sentence) throws Exception {
        JsonPath ended = ended(submitted(Permission.EDIT_BILL, () -> execute(meanwhile)));
        assertThat(ended.getString("state")).isEqualTo("FAILED");
        assertThat(ended.getInt("problem.status")).isEqualTo(403);
        assertThat(ended.getString("problem.detail")).contains(sentence).endsWith("; nothing was stored");
        assertThat(stored()).isFalse();
    }

    /** A job that stores a row, after which something else happens. */
    private UUID submitted(Permission permission, Runnable meanwhile) throws IOException {
        told.does(work -> {
            Sql.execute(
                    "insert into sign_in_failure (key_sha256, free, failures, last_at) values (?, 1, 1, now())", mark);
            meanwhile.run();
            return Map.of("said", "done");
        });
        UUID id = UUID.randomUUID();
        Path file = Files.createTempFile(Path.of("target"), "told", ".upload");
        Files.writeString(file, "upload");
        Transactions.write(() -> {
            JobEntity.add(id, "told", "{}", new Delegation(person, token, permission, project));
            store.pack(id, file);
        });
        Files.delete(file);
        worker.nudge();
        return id;
    }

    private static JsonPath ended(UUID job) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonPath answer;
        do {
            Thread.sleep(20);
            answer = RestAssured.given().get("/api/v1/jobs/" + job).jsonPath();
        } while (List.of("QUEUED", "RUNNING").contains(answer.getString("state")) && System.nanoTime() < end);
        return answer;
    }

    private static RequestSpecification with(String secret) {
        return RestAssured.given().noFilters().header("Authorization", "Bearer " + secret);
    }

    private boolean stored() {
        return number("select count(*) from sign_in_failure where key_sha256 = '%1$s'") == 1;
    }

    private long number(String sql) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql.formatted(mark)).mapTo(Long.class).one());
    }

    private void execute(String sql) {
        try (Owner owner = new Owner()) {
            owner.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
