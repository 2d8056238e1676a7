package org.prefabtracker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.input.JsonRows;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Violations;

/** A search answers exactly the specs whose text contains what was asked for, whichever way it takes to them. */
@DatabaseTest
class SpecSearchTest {

    private static final int QUESTIONS = 500;

    private static final List<String> WHOSE =
            List.of("of an organisation and the standard", "of the standard", "of an organisation");

    /** Families of codes, each with a name of its own: what is searched for stands close together in the order of codes. */
    private enum Family {
        AAC(2_000, "加气条板", "AAC strip", Category.PARTITION_PANEL, Material.CONCRETE, "GB/T 15762-2020"),
        HN(1_500, "热轧H型钢 窄翼缘", "hot rolled H section", Category.BEAM, Material.STEEL, "GB/T 11263-2017"),
        M_(25_100, "桁架叠合板（双向）", "lattice girder slab, 100% 𠮷", Category.SLAB, Material.CONCRETE, "15G366-1"),
        ZT(500, "剪刀楼梯", null, Category.STAIR, Material.CONCRETE, null);

        private final int size;
        private final String name;
        private final String nameEn;
        private final Category category;
        private final Material material;
        private final String standard;

        Family(int size, String name, String nameEn, Category category, Material material, String standard) {
            this.size = size;
            this.name = name;
            this.nameEn = nameEn;
            this.category = category;
            this.material = material;
            this.standard = standard;
        }

        Spec spec(int n) {
            String code = this == HN ? "SST-HN%dx%d×%d".formatted(100 + n % 9 * 50, n % 400, n) : "SST-" + this + n;
            return new Spec(
                    code,
                    null,
                    new Spec.Names(n % 211 == 0 ? name + "特" : name, nameEn),
                    category,
                    material,
                    new Spec.Source(standard, null),
                    null,
                    new Spec.Dimensions(null, null, null),
                    QuantityBasis.PIECE,
                    null,
                    null,
                    null,
                    n % 97 == 0 ? Map.of("ifc", "GUID_" + n) : null,
                    new Spec.Data(null, null),
                    Spec.Status.RELEASED,
                    null);
        }
    }

    @Inject
    SpecStore specs;

    /** A spec, what it is searched by, and its place among all: by code, an organisation's before the standard's. */
    private record Placed(Spec spec, SpecOwner owner, String text, int place) {

        /** Places the specs of an organisation among those of the standard. */
        static List<Placed> all(List<Spec> standard, List<Spec> ofOwner, SpecOwner owner) {
            Map<Spec, SpecOwner> owners = new IdentityHashMap<>();
            standard.forEach(spec -> owners.put(spec, SpecOwner.STANDARD));
            ofOwner.forEach(spec -> owners.put(spec, owner));
            List<Spec> ordered = owners.keySet().stream()
                    .sorted(Comparator.comparing(Spec::code, SpecSearchTest::byBytes)
                            .thenComparing(spec -> owners.get(spec).equals(SpecOwner.STANDARD)))
                    .toList();
            return IntStream.range(0, ordered.size())
                    .mapToObj(place -> new Placed(
                            ordered.get(place),
                            owners.get(ordered.get(place)),
                            SpecSearch.textOf(ordered.get(place)),
                            place))
                    .toList();
        }

        String key() {
            return owner.equals(SpecOwner.STANDARD) ? spec.code() : spec.code() + " ";
        }

        boolean isOf(SpecOwner other) {
            return owner.equals(other);
        }

        boolean answers(SpecSearch search) {
            return text.contains(search.q())
                    && (search.category() == null || search.category() == spec.category())
                    && (search.material() == null || search.material() == spec.material())
                    && (search.standard() == null
                            || search.standard().equals(spec.source().standard()));
        }
    }

    @Test
    void findsTheSameAsAFullScan() {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(600));
        Transactions.read(() -> {
            SpecOwner own = organisation("SST-OWN");
            SpecOwner stranger = organisation("SST-STRANGER");
            register(SpecOwner.STANDARD, 1);
            register(own, 3);
            register(stranger, 2);
            List<Placed> both = Placed.all(registered(SpecOwner.STANDARD), registered(own), own);
            Map<String, List<Placed>> seen = Map.of(
                    WHOSE.get(0),
                    both,
                    WHOSE.get(1),
                    both.stream()
                            .filter(placed -> placed.isOf(SpecOwner.STANDARD))
                            .toList(),
                    WHOSE.get(2),
                    both.stream().filter(placed -> placed.isOf(own)).toList());
            Map<String, List<SpecOwner>> owners = Map.of(
                    WHOSE.get(0),
                    List.of(own, SpecOwner.STANDARD),
                    WHOSE.get(1),
                    List.of(SpecOwner.STANDARD),
                    WHOSE.get(2),
                    List.of(own));
            Random random = new Random(51129);
            for (int i = 0; i < QUESTIONS; i++) {
                SpecSearch search = search(random, both.get(random.nextInt(both.size())).text);
                Placed after = random.nextInt(3) > 0 ? null : both.get(random.nextInt(both.size()));
                int limit = 1 + random.nextInt(60);
                String whose = WHOSE.get(random.nextInt(WHOSE.size()));
                assertThat(specs.search(owners.get(whose), search, after == null ? "" : after.key(), limit).stream()
                                .map(SpecStore::key)
                                .toList())
                        .as("%s %s after '%s', %d of them", search, whose, after == null ? "" : after.key(), limit)
                        .isEqualTo(seen.get(whose).stream()
                                .filter(placed -> after == null || placed.place > after.place)
                                .filter(placed -> placed.answers(search))
                                .limit(limit)
                                .map(Placed::key)
                                .toList());
            }
        });
        QuarkusTransaction.rollback();
    }

    private List<Spec> registered(SpecOwner owner) {
        List<Spec> registered = new ArrayList<>();
        specs.each(owner, registered::add);
        return registered;
    }

    private static SpecOwner organisation(String code) {
        Sql.execute(
                "insert into organisation (id, code, name, kind) values (nextval('organisation_seq'), ?, ?, 'DESIGNER')",
                code,
                code);
        return new SpecOwner(
                Sql.select("select id from organisation where code = ?", code)
                        .mapTo(Long.class)
                        .one(),
                code);
    }

    /** A piece of a text there is, now and then with something in it that is nowhere, and often no filter. */
    private static SpecSearch search(Random random, String text) {
        int[] characters = text.codePoints().toArray();
        int length = Math.min(characters.length, 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 4));
        int from = random.nextInt(characters.length - length + 1);
        String q = new String(characters, from, length);
        q = switch (random.nextInt(8)) {
            case 0 -> q + "龘%".charAt(random.nextInt(2));
            case 1 -> "_" + q;
            case 2 -> q.toUpperCase(java.util.Locale.ROOT).replace('X', '*');
            default -> q;
        };
        Family family = Family.values()[random.nextInt(Family.values().length)];
        return new SpecSearch(
                q,
                random.nextInt(4) == 0 ? family.category : null,
                random.nextInt(4) == 0 ? family.material : null,
                random.nextInt(4) == 0 ? family.standard : null);
    }

    /** As the database orders codes. */
    private static int byBytes(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                b.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Every so many of each family. */
    private void register(SpecOwner owner, int every) {
        List<Spec> rows = new ArrayList<>();
        for (Family family : List.of(Family.M_, Family.ZT, Family.AAC, Family.HN)) {
            for (int n = 0; n < family.size; n += every) {
                rows.add(family.spec(n));
            }
        }
        specs.register(owner, new JsonRows<>("specs", rows), new Violations());
    }
}
