package org.prefabtracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.text.Sha256;

/**
 * Entries that are sealed together.
 *
 * @param entries their ids, in order
 * @param hashes the SHA-256 of each in canonical form, one after the other
 * @param events the events that are sealed with them
 * @param digest over all this and the digest of the batch before
 */
record SealedBatch(long number, Long[] entries, byte[] hashes, List<Events> events, byte[] digest, Instant sealedAt) {

    /**
     * Events that were stored together.
     *
     * @param project the internal id of their project
     * @param batch the lowest arrival of them
     * @param sha256 the digest of their ids and hashes, in hexadecimal
     */
    record Events(long project, long batch, String sha256) {}

    static final int HASH = 32;

    private static final HexFormat HEX = HexFormat.of();
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The hash of an entry that does not exist. */
    static final byte[] NONE = new byte[HASH];

    static SealedBatch sealed(
            SealedBatch former, Long[] entries, byte[] hashes, List<Events> events, Instant sealedAt) {
        SealedBatch open = new SealedBatch(former.number + 1, entries, hashes, events, NONE, sealedAt);
        return new SealedBatch(open.number, entries, hashes, events, open.digestAfter(former.digest), sealedAt);
    }

    /** Whether its digest follows from its content and the digest of the batch before. */
    boolean follows(SealedBatch former) {
        return isWhole() && Arrays.equals(digestAfter(former.digest), digest);
    }

    /** Whether it has a hash for every entry. */
    boolean isWhole() {
        return hashes.length == entries.length * HASH;
    }

    /** The sealed hash of an entry, by its position. */
    byte[] hash(int place) {
        return Arrays.copyOfRange(hashes, place * HASH, (place + 1) * HASH);
    }

    String hex() {
        return HEX.formatHex(digest);
    }

    /**
     * The digest of this batch after that of the batch before: the SHA-256 of {@code
     * {"entries":[{"id":…,"sha256":"…"}],"eventBatches":[{"batch":…,"project":…,"sha256":"…"}],"former":"…","number":…,"sealedAt":"…"}}
     * in canonical form. The batches of events are left out where there are none.
     */
    byte[] digestAfter(byte[] former) {
        Object[] sealed = new Object[entries.length];
        for (int i = 0; i < entries.length; i++) {
            int from = Math.min(i * HASH, hashes.length);
            int to = Math.min((i + 1) * HASH, hashes.length);
            sealed[i] = Map.of("id", entries[i], "sha256", HEX.formatHex(hashes, from, to));
        }
        Map<String, Object> content = new TreeMap<>(Map.of(
                "former", HEX.formatHex(former), "number", number, "sealedAt", sealedAt.toString(), "entries", sealed));
        if (!events.isEmpty()) {
            content.put("eventBatches", events);
        }
        return sha256(content);
    }

    private static byte[] sha256(Object content) {
        try {
            return Sha256.digest().digest(new JsonCanonicalizer(MAPPER.writeValueAsString(content)).getEncodedUTF8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest batch. */
    static SealedBatch head() {
        return select("order by number desc limit 1")
                .map((rs, context) -> of(rs))
                .one();
    }

    static Optional<SealedBatch> find(long number) {
        return select("where number = :number")
                .bind("number", number)
                .map((rs, context) -> of(rs))
                .findOne();
    }

    /** The first batches after a number and up to another, in their order. */
    static List<SealedBatch> after(long number, long to, int most) {
        return select("where number > :number and number <= :to order by number limit :most")
                .bind("number", number)
                .bind("to", to)
                .bind("most", most)
                .map((rs, context) -> of(rs))
                .list();
    }

    /** The batches of some numbers, as far as they exist. */
    static List<SealedBatch> find(Collection<Long> numbers) {
        return select("where number = any (:numbers)")
                .bind("numbers", numbers.toArray(Long[]::new))
                .map((rs, context) -> of(rs))
                .list();
    }

    private static Query select(String which) {
        return Sql.query("""
                select number, entries, hashes, digest, sealed_at,
                  (select json_agg(json_build_array(e.project_id, e.batch, encode(e.digest, 'hex')) order by e.project_id, e.batch)::text
                    from audit_event_batch e where e.number = b.number) as events
                from audit_batch b\s""" + which);
    }

    private static SealedBatch of(ResultSet rs) throws SQLException {
        return new SealedBatch(
                rs.getLong("number"),
                (Long[]) rs.getArray("entries").getArray(),
                rs.getBytes("hashes"),
                events(rs.getString("events")),
                rs.getBytes("digest"),
                rs.getObject("sealed_at", OffsetDateTime.class).toInstant());
    }

    private static List<Events> events(String json) {
        if (json == null) {
            return List.of();
        }
        try {
            List<Events> events = new ArrayList<>();
            for (JsonNode row : MAPPER.readTree(json)) {
                events.add(new Events(
                        row.get(0).longValue(),
                        row.get(1).longValue(),
                        row.get(2).textValue()));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void insert() {
        Sql.update("""
                        insert into audit_batch (number, entries, hashes, digest, sealed_at)
                        values (:number, :entries, :hashes, :digest, :sealedAt)""")
                .bind("number", number)
                .bind("entries", entries)
                .bind("hashes", hashes)
                .bind("digest", digest)
                .bind("sealedAt", sealedAt.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** The SHA-256 of entries in canonical form, by id; entries that do not exist are left out. */
    static Map<Long, byte[]> hashes(List<Long> ids) {
        Map<Long, byte[]> hashes = new HashMap<>();
        Sql.query("""
                        select id, at, request_id, kind, person_id, organisation_id, address, method, path, query, project,
                          region_code, status, change::text, counts::text, body_sha256
                        from audit_entry where id = any (:ids)""")
                .bind("ids", ids.toArray(Long[]::new))
                .setFetchSize(100)
                .map((rs, context) -> Map.entry(rs.getLong("id"), sha256(content(rs))))
                .useIterator(
                        entries -> entries.forEachRemaining(entry -> hashes.put(entry.getKey(), entry.getValue())));
        return hashes;
    }

    /** The columns that are not null, by name: times in UTC, JSON as its text. */
    private static Map<String, Object> content(ResultSet rs) throws SQLException {
        Map<String, Object> content = new TreeMap<>();
        for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
            String name = rs.getMetaData().getColumnLabel(i);
            Object value = name.equals("at")
                    ? rs.getObject(i, OffsetDateTime.class).toInstant().toString()
                    : rs.getObject(i);
            if (value != null) {
                content.put(name, value);
            }
        }
        return content;
    }
}
