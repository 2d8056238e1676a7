package org.prefabtracker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.JsonRows;

/** A search answers exactly the specs whose text contains what was asked for, whichever way it takes to them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SpecSearchTest {

    private static final int QUESTIONS = 500;

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
                    n % 211 == 0 ? name + "特" : name,
                    nameEn,
                    category,
                    material,
                    standard,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Basis.PIECE,
                    null,
                    null,
                    null,
                    n % 97 == 0 ? Map.of("ifc", "GUID_" + n) : null,
                    null,
                    null,
                    Spec.Status.RELEASED,
                    null);
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    Specs specs;

    @Test
    void findsWhatALookThroughAllOfThemFinds() {
        jdbi.useHandle(handle -> {
            handle.begin();
            register(handle);
            Map<String, Spec> all = new java.util.TreeMap<>(SpecSearchTest::byBytes);
            specs.each(handle, spec -> all.put(spec.code(), spec));
            List<String> codes = List.copyOf(all.keySet());
            Map<String, String> texts = new HashMap<>();
            all.values().forEach(spec -> texts.put(spec.code(), SpecSearch.textOf(spec)));
            Random random = new Random(51129);
            for (int i = 0; i < QUESTIONS; i++) {
                SpecSearch search = search(random, texts.get(codes.get(random.nextInt(codes.size()))));
                String after = random.nextInt(3) > 0 ? "" : codes.get(random.nextInt(codes.size()));
                int limit = 1 + random.nextInt(60);

                assertThat(specs.search(handle, search, after, limit).stream()
                                .map(Spec::code)
                                .toList())
                        .as("%s after '%s', %d of them", search, after, limit)
                        .isEqualTo(all.values().stream()
                                .filter(spec -> byBytes(spec.code(), after) > 0)
                                .filter(spec -> texts.get(spec.code()).contains(search.q()))
                                .filter(spec -> search.category() == null || search.category() == spec.category())
                                .filter(spec -> search.material() == null || search.material() == spec.material())
                                .filter(spec -> search.standard() == null
                                        || search.standard().equals(spec.standard()))
                                .limit(limit)
                                .map(Spec::code)
                                .toList());
            }
            handle.rollback();
        });
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

    private void register(Handle handle) {
        List<Spec> rows = new ArrayList<>();
        for (Family family : List.of(Family.M_, Family.ZT, Family.AAC, Family.HN)) {
            for (int n = 0; n < family.size; n++) {
                rows.add(family.spec(n));
            }
        }
        specs.register(handle, new JsonRows<>("specs", rows), new Faults());
    }
}
