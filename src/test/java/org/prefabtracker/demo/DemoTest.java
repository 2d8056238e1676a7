package org.prefabtracker.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class DemoTest {

    private static boolean loaded;

    @Inject
    Demo demo;

    @Inject
    DemoStore store;

    @Inject
    Jdbi jdbi;

    /** Once for all tests of this class. */
    @BeforeEach
    void load() {
        if (!loaded) {
            demo.load(LoadedDemo.TODAY);
            loaded = true;
        }
    }

    @Test
    void hasATowerAndAnOfficeWithPiecesAtEveryStage() {
        List<String> sizes = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select b.code || ' ' || count(*) from component c
                        join building b on b.project_id = c.project_id and b.id = c.building_id
                        join project p on p.id = c.project_id and p.code = 'DEMO'
                        group by b.code order by b.code""").mapTo(String.class).list());
        assertThat(sizes).containsExactly("1# 1980", "2# 612");
        for (String stage : List.of(
                "DESIGNED", "RELEASED", "IN_PRODUCTION", "PRODUCED", "SHIPPED", "DELIVERED", "INSTALLED", "ACCEPTED")) {
            assertThat(get("/components?limit=1&stage=" + stage).getList("items"))
                    .as(stage)
                    .hasSize(1);
        }
        assertThat(get("/components?limit=1&onHold=true").getList("items")).hasSize(1);
    }

    @Test
    void isRatedDifferentlyByEveryLens() {
        List<String> ratings = new ArrayList<>();
        for (String lens : List.of("DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED")) {
            JsonPath rating = get("/ratings/cn-gbt-51129-2017?lens=" + lens);
            ratings.add(lens + " " + rating.getList("items.result.percent") + " " + rating.getList("items.result.grade")
                    + " " + rating.getList("items.result.incomplete"));
        }
        assertThat(ratings)
                .containsExactly(
                        "DESIGN [81.5, 87.55] [AA, AA] [false, false]",
                        "PRODUCED [46.8, 50.0] [null, null] [false, false]",
                        "DELIVERED [22.8, 31.91] [null, null] [false, false]",
                        "INSTALLED [22.2, 28.72] [null, null] [false, false]",
                        "ACCEPTED [20.3, 0.0] [null, null] [false, false]");
    }

    @Test
    void showsTheTowerUnderFiveRuleSets() {
        JsonPath ratings = get("/buildings/{building}/ratings?lens=DESIGN", "1#");
        List<String> computed = new ArrayList<>();
        for (int i = 0; i < ratings.getList("items").size(); i++) {
            if (ratings.get("items[" + i + "].missing") == null) {
                computed.add(
                        ratings.get("items[" + i + "].ruleSet") + " " + ratings.get("items[" + i + "].result.percent"));
            }
        }
        assertThat(computed)
                .containsExactly(
                        "cn-gbt-51129-2017 81.5",
                        "cn-js-db32t-3753-2020 58.69",
                        "cn-js-three-boards-2017 98.18",
                        "cn-sh-precast-ratio-2019 53.69",
                        "my-ibs-cis18 76.37");
    }

    @Test
    void meetsOneRequirementIsLateWithOneAndHasTimeForOne() {
        JsonPath compliance = get("/compliance?trend=0");
        assertThat(compliance.getList("items.requirement.code")).isEqualTo(List.of("TD-1", "TD-2", "TD-3"));
        assertThat(compliance.getList("items.state")).isEqualTo(List.of("MET", "OVERDUE", "PENDING"));
        assertThat(compliance.getList("items[1].buildings.value")).hasToString("[64.3233]");
    }

    @Test
    void showsNothingThatCannotBe() {
        assertThat(get("/findings").getList("items.message")).isEmpty();
    }

    @Test
    void isNotLoadedWhereThereIsAnyProjectThoughNobodyAsks() {
        assertThat(store.isToBeLoaded()).isFalse();
    }

    @Test
    void isTheSameWhenItIsLoadedAgain() {
        String before = state();
        demo.load(LoadedDemo.TODAY);
        assertThat(state()).isEqualTo(before);
    }

    private String state() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select (select count(*) || ' ' || max(arrival) from event e where e.project_id = p.id) || ' '
                          || (select count(*) || ' ' || sum(version) from component c where c.project_id = p.id) || ' '
                          || (select max(version) from take_off t where t.project_id = p.id) || ' '
                          || (select count(*) from requirement r where r.project_id = p.id)
                        from project p where code = 'DEMO'""").mapTo(String.class).one());
    }

    private static JsonPath get(String path, Object... codes) {
        return given().get("/api/v1/projects/DEMO" + path, codes)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
