package org.prefabtracker.region;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A stored region. Migrations store regions; the application only reads them. */
@Entity
@Immutable
@Table(name = "region")
public class RegionEntity extends PanacheEntityBase {

    @Id
    public String code;

    public String name;

    public String parent;

    static Optional<RegionEntity> find(String code) {
        return findByIdOptional(code);
    }

    /** The names of regions other than the nation, from the province down. */
    static List<String> names(Collection<String> codes) {
        return RegionEntity.<RegionEntity>list("code in ?1 and code <> ?2 order by length(code)", codes, Region.NATION)
                .stream()
                .map(region -> region.name)
                .toList();
    }

    /** The number of the regions of that list. */
    static long countWithin(String parent, String q) {
        return parent == null
                ? count("locate(?1, name) > 0", q)
                : count("parent = ?1 and locate(?2, name) > 0", parent, q);
    }

    /** Regions after a code, in order of code; see {@link Region#list}. */
    static List<RegionEntity> list(String parent, String q, String after, int limit) {
        PanacheQuery<RegionEntity> found = parent == null
                ? find("locate(?1, name) > 0 and code > ?2 order by code", q, after)
                : find("parent = ?1 and locate(?2, name) > 0 and code > ?3 order by code", parent, q, after);
        return found.page(0, limit).list();
    }

    /** A region and those whose codes begin with a prefix, up to a length of code, in order of code. */
    static List<RegionEntity> within(String code, String prefix, int longest) {
        return list(
                "code = ?1 or (code like concat(?2, '%') and code <> ?3 and length(code) <= ?4) order by code",
                code, prefix, Region.NATION, longest);
    }
}
