package org.prefabtracker.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.persistence.Transactions;

/** The queue, whatever the work in it is. */
@DatabaseTest
class JobQueueTest {

    @Inject
    JobQueue jobs;

    @Inject
    Jdbi jdbi;

    @Inject
    Told told;

    /** Work that does what a test tells it. */
    @Singleton
    static class Told implements JobHandler {
        private volatile Function<Work, Object> what;

        void does(Function<Work, Object> work) {
            what = work;
        }

        @Override
        public boolean does(String kind) {
            return kind.equals("told");
        }

        @Override
        public Object run(Work work) {
            return what.apply(work);
        }
    }

    @Test
    void saysHowFarItIsAndHasNoWorkbookBeforeItsEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        String job = submit(work -> {
            work.progress().total(7);
            await(asked);
            work.progress().done(5);
            write(work.workbook(), "marked");
            return Map.of("said", "enough");
        });
        while (given().get(job).path("total") == null) {
            Thread.sleep(20);
        }
        given().get(job)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("done", equalTo(0))
                .body("total", equalTo(7))
                .body("workbook", nullValue());
        given().get(job + "/workbook")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("Job " + job.substring(13) + " has not ended; it is RUNNING"));
        asked.countDown();
        JsonPath done = ended(job);
        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("done")).isEqualTo(5);
        assertThat(done.getInt("total")).isEqualTo(7);
        assertThat(done.getString("workbook")).isEqualTo(job + "/workbook");
        assertThat(given().get(job + "/workbook").asString()).isEqualTo("marked");
    }

    @Test
    void skipsAJobThatAnotherTransactionHolds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        String job = submit(work -> {
            work.progress().total(1);
            await(asked);
            return "done";
        });
        while (given().get(job).path("total") == null) {
            Thread.sleep(20);
        }
        try {
            assertThat(CompletableFuture.supplyAsync(() ->
                                    Transactions.read(() -> JobEntity.claim().isPresent()))
                            .get(30, TimeUnit.SECONDS))
                    .isFalse();
        } finally {
            asked.countDown();
        }
        assertThat(ended(job).getString("state")).isEqualTo("DONE");
    }

    @Test
    void keepsNoUploadOfAnEndedJob() throws Exception {
        String job = submit(work -> "nothing");
        assertThat(ended(job).getString("state")).isEqualTo("DONE");
        assertThat(rows("job_chunk", job)).isZero();
        given().get(job + "/workbook").then().statusCode(404).body("title", equalTo("Not found"));
    }

    @Test
    void deletesAJobWithAllItsDataAfterTheRetention() throws Exception {
        Function<JobHandler.Work, Object> work = with -> {
            write(with.workbook(), "marked");
            return "done";
        };
        String old = submit(work);
        String younger = submit(work);
        ended(old);
        ended(younger);
        endedBefore("30 days", old);
        endedBefore("29 days 23 hours", younger);
        assertThat(jobs.forget(Duration.ofDays(30))).isEqualTo(1);
        given().get(old).then().statusCode(404);
        given().get(old + "/workbook").then().statusCode(404);
        assertThat(rows("job_chunk", old)).isZero();
        assertThat(rows("job_progress", old)).isZero();
        assertThat(given().get(younger + "/workbook").asString()).isEqualTo("marked");
    }

    @Test
    void failsAJobThatIsTooMuchForTheProcessAndDoesTheOthers() throws Exception {
        String tooMuch = submit(work -> {
            throw new OutOfMemoryError("as if");
        });
        JsonPath failed = ended(tooMuch);
        assertThat(failed.getString("state")).isEqualTo("FAILED");
        assertThat(failed.getInt("problem.status")).isEqualTo(500);
        assertThat(failed.getString("problem.detail")).isEqualTo("The job was started 3 times and never finished");
        assertThat(ended(submit(work -> "nothing")).getString("state")).isEqualTo("DONE");
    }

    private String submit(Function<JobHandler.Work, Object> work) throws IOException {
        told.does(work);
        Path file = Files.createTempFile(Path.of("target"), "told", ".upload");
        Files.writeString(file, "upload");
        Job job = jobs.submit("told", Map.of(), file);
        Files.delete(file);
        return "/api/v1/jobs/" + job.id();
    }

    private static JsonPath ended(String location) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonPath job = given().get(location).jsonPath();
        while (List.of("QUEUED", "RUNNING").contains(job.getString("state")) && System.nanoTime() < end) {
            Thread.sleep(50);
            job = given().get(location).jsonPath();
        }
        return job;
    }

    private void endedBefore(String age, String location) {
        jdbi.useHandle(handle -> handle.execute(
                "update job set finished_at = now() - cast(? as interval) where id = cast(? as uuid)",
                age,
                location.substring(13)));
    }

    private int rows(String table, String location) {
        return jdbi.withHandle(handle -> handle.select(
                        "select count(*) from " + table + " where job_id = cast(? as uuid)", location.substring(13))
                .mapTo(Integer.class)
                .one());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
