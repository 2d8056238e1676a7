package org.prefabtracker.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionTargetsTest {

    private static final RegionTargets NATIONAL = new RegionTargets(
            Map.of(
                    "CN", classes(2016, RegionClass.ENCOURAGED),
                    "32", classes(2016, RegionClass.KEY),
                    "4101", classes(2018, RegionClass.ACTIVE)),
            Map.of("CN", List.of(of(2020, 15, 20, 15, 10), new RegionTargets.OfYear(2025, target(30)))));

    @Test
    void aRegionHasItsOwnClassElseThatOfTheRegionAround() {
        assertThat(NATIONAL.classOf("320102", 2020)).contains(RegionClass.KEY);
        assertThat(NATIONAL.classOf("410105", 2020)).contains(RegionClass.ACTIVE);
        assertThat(NATIONAL.classOf("410105", 2017)).contains(RegionClass.ENCOURAGED);
        assertThat(NATIONAL.classOf("4102", 2020)).contains(RegionClass.ENCOURAGED);
        assertThat(NATIONAL.classOf("4102", 2015)).isEmpty();
        assertThat(NATIONAL.classOf("CN", 2020)).isEmpty();
    }

    @Test
    void aTargetIsTheLatestOfTheNearestRegionThatStatesOneAndOfTheClassWhereThereIsOne() {
        assertThat(told(NATIONAL.target("CN", 2020))).isEqualTo("15 by CN of 2020");
        assertThat(told(NATIONAL.target("320102", 2022))).isEqualTo("20 by CN of 2020 for KEY");
        assertThat(told(NATIONAL.target("410105", 2020))).isEqualTo("15 by CN of 2020 for ACTIVE");
        assertThat(told(NATIONAL.target("62", 2020))).isEqualTo("10 by CN of 2020 for ENCOURAGED");
        assertThat(told(NATIONAL.target("32", 2026))).isEqualTo("30 by CN of 2025");
        assertThat(NATIONAL.target("32", 2019)).isEmpty();
        RegionTargets provincial = new RegionTargets(
                NATIONAL.classes(),
                Map.of(
                        "CN",
                        NATIONAL.targets().get("CN"),
                        "32",
                        List.of(
                                new RegionTargets.OfYear(2022, target(40)),
                                new RegionTargets.OfYear(2024, target(null)))));
        assertThat(told(provincial.target("320102", 2026))).isEqualTo("40 by 32 of 2022");
        assertThat(told(provincial.target("32", 2021))).isEqualTo("20 by CN of 2020 for KEY");
    }

    @Test
    void aCodeIsTheSameWithItsZeros() {
        assertThat(List.of("320000", "320100", "320102", "CN", "cn", "000000", " 32 ", "469001"))
                .extracting(Region::normalise)
                .containsExactly("32", "3201", "320102", "CN", "CN", "CN", "32", "469001");
        assertThat(Region.chain("320102")).containsExactly("320102", "3201", "32", "CN");
        assertThat(Region.chain("CN")).containsExactly("CN");
    }

    private static String told(Optional<RegionTargets.Stated> stated) {
        return stated.map(target -> target.percent() + " by " + target.statedBy() + " of " + target.ofYear()
                        + (target.ofClass() == null ? "" : " for " + target.ofClass()))
                .orElse("none");
    }

    private static RegionClassHistory classes(int from, RegionClass regionClass) {
        return new RegionClassHistory(List.of(new RegionClassHistory.Entry(from, regionClass, null)));
    }

    private static Target target(Integer percent) {
        return new Target(percent == null ? null : BigDecimal.valueOf(percent), null, null);
    }

    private static RegionTargets.OfYear of(int year, int all, int key, int active, int encouraged) {
        return new RegionTargets.OfYear(
                year,
                new Target(
                        BigDecimal.valueOf(all),
                        Map.of(
                                RegionClass.KEY, BigDecimal.valueOf(key),
                                RegionClass.ACTIVE, BigDecimal.valueOf(active),
                                RegionClass.ENCOURAGED, BigDecimal.valueOf(encouraged)),
                        null));
    }
}
