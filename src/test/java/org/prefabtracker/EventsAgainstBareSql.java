package org.prefabtracker;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * 100,000 events in batches of 1,000 over HTTP, against the INSERT of the same rows into the same table and the UPDATE of as
 * many pieces by plain JDBC in batches of the same size, each a transaction.
 */
final class EventsAgainstBareSql {

    private static final int BATCH = 1_000;

    private static final List<String[]> STEPS = List.of(
            new String[] {"RELEASE", "RELEASED", "\"factory\": \"F1\""},
            new String[] {"QC_PASS", "PRODUCED", "\"inspector\": \"Wu\", \"certificate\": \"HG-1\""},
            new String[] {"SHIP", "SHIPPED", "\"shipment\": \"S-1\""},
            new String[] {"RECEIVE", "DELIVERED", "\"result\": \"ok\""},
            new String[] {"INSTALL", "INSTALLED", "\"position\": \"A-B/3-4\""});

    private final Connection database;
    private final String project;
    private final int storeys;
    private final int perStorey;
    private long ours;
    private long bare;

    EventsAgainstBareSql(Connection database, String project, int storeys, int perStorey) {
        this.database = database;
        this.project = project;
        this.storeys = storeys;
        this.perStorey = perStorey;
    }

    void compare() throws Exception {
        run();
        Benchmark.record(
                "100,000 events in batches of 1,000 over HTTP",
                "the bare INSERT and UPDATE (at least 40 % of their rate)",
                ours,
                bare,
                2.5);
    }

    void run() throws Exception {
        List<Long> pieces = bareProject();
        long bareProject = SpeedBench.number("select id from project where code = '" + project + "-BARE'");
        for (int step = 0; step < STEPS.size(); step++) {
            for (int from = 0; from < pieces.size(); from += BATCH) {
                List<String> rows = rows(step, from);
                String body = "{\"events\": [" + String.join(",", rows) + "]}";
                long begin = System.nanoTime();
                SpeedBench.application.post("/projects/" + project + "/events?atomic=true", body);
                long middle = System.nanoTime();
                bare(bareProject, step, pieces.subList(from, from + BATCH), rows(step, from));
                ours += middle - begin;
                bare += System.nanoTime() - middle;
            }
        }
    }

    private List<String> rows(int step, int from) {
        List<String> rows = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            rows.add("""
                    {"eventId": "%s", "component": "M-%02d-%03d", "type": "%s", "occurredAt": "2026-05-0%dT08:00:00+08:00", %s}""".formatted(
                            UUID.randomUUID(),
                            i / perStorey + 1,
                            i % perStorey + 1,
                            STEPS.get(step)[0],
                            step + 1,
                            STEPS.get(step)[2]));
        }
        return rows;
    }

    /** A project like ours whose pieces are there before the clock starts. */
    private List<Long> bareProject() throws Exception {
        String code = project + "-BARE";
        SpeedBench.project(code, storeys);
        SpeedBench.bill(code, storeys, perStorey);
        long id = SpeedBench.number("select id from project where code = '" + code + "'");
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    insert into piece (project_id, id, tag, component_id, spec_id, spec_revision, factory, live, stage, holds)
                    select project_id, nextval('piece_seq'), 'T' || id, id, spec_id, spec_revision, 'F1', true, 'RELEASED', '{}'
                    from component where project_id = %d""".formatted(id));
        }
        List<Long> pieces = new ArrayList<>();
        try (Statement statement = database.createStatement();
                var rows = statement.executeQuery("select id from piece where project_id = " + id + " order by id")) {
            while (rows.next()) {
                pieces.add(rows.getLong(1));
            }
        }
        SpeedBench.analyze();
        return pieces;
    }

    private void bare(long projectId, int step, List<Long> pieces, List<String> contents) throws Exception {
        UUID[] ids = new UUID[pieces.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = UUID.randomUUID();
        }
        Array pieceIds = database.createArrayOf("bigint", pieces.toArray());
        database.setAutoCommit(false);
        try (PreparedStatement insert = database.prepareStatement("""
                        insert into event (project_id, event_id, piece_id, type, occurred_at, occurred_offset_minutes, occurred_precision,
                          arrival, batch, recorded_at, recorded_by, organisation_id, schema_version, content)
                        select ?, id, piece, ?, '2026-05-04T08:00:00+08:00', 480, 'MINUTE', nextval('event_seq'), 1, now(), 1, 1, 1, content
                        from unnest(?, ?, ?) as e (id, piece, content)""");
                PreparedStatement update = database.prepareStatement("""
                        update piece p set stage = ?, released_on = '2026-05-04'
                        from unnest(?) as d (id) where p.project_id = ? and p.id = d.id""")) {
            insert.setLong(1, projectId);
            insert.setString(2, STEPS.get(step)[0]);
            insert.setArray(3, database.createArrayOf("uuid", ids));
            insert.setArray(4, pieceIds);
            insert.setArray(5, database.createArrayOf("text", contents.toArray()));
            insert.executeUpdate();
            update.setString(1, STEPS.get(step)[1]);
            update.setArray(2, pieceIds);
            update.setLong(3, projectId);
            update.executeUpdate();
            database.commit();
        } finally {
            database.setAutoCommit(true);
        }
    }
}
