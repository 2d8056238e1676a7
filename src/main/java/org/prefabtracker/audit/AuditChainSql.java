package org.prefabtracker.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.prefabtracker.shared.persistence.Sql;

/** Reads which entries of the audit log are in which batches. */
final class AuditChainSql {

    private AuditChainSql() {}

    /** The entries that are more than once in batches: the last batch and the entry. */
    static List<Map.Entry<Long, Long>> inTwoBatches(long from, long to) {
        return Sql.query("""
                        select max(b.number), u.id from audit_batch b cross join unnest(b.entries) as u (id)
                        group by u.id
                        having count(*) > 1 and bool_or(b.number between :from and :to) order by u.id""")
                .bind("from", from)
                .bind("to", to)
                .map((rs, context) -> Map.entry(rs.getLong(1), rs.getLong(2)))
                .list();
    }

    /** The entries that are in no batch and do not wait for one. */
    static List<Long> inNoBatch() {
        return Sql.query("""
                        select id from audit_entry
                        except select unnest(entries) from audit_batch
                        except select entry_id from audit_unsealed order by id""").mapTo(Long.class).list();
    }

    /** Whether there is a batch with a digest. */
    static boolean isThere(String digest) {
        return Sql.query("select exists (select from audit_batch where digest = :digest)")
                .bind("digest", HexFormat.of().parseHex(digest))
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether a project has a building in no region that begins so. */
    static boolean hasBuildingsOutside(long project, String region) {
        return Sql.query("""
                        select exists (select from building b where b.project_id = :project
                          and b.region_code is not null and not starts_with(b.region_code, :region))""")
                .bind("project", project)
                .bind("region", region)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many entries wait for the chain. */
    static long waiting() {
        return Sql.query("select count(*) from audit_unsealed")
                .mapTo(Long.class)
                .one();
    }
}
