package org.prefabtracker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What is refused is kept up to a number and counted beyond it, so that the log is honest and the disk has room. */
class RefusalSamplerTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:30Z");

    private static final class SetClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private record Settings(int perAddress, int perMinute) implements RefusalSettings {}

    private final SetClock clock = new SetClock();

    private int admitted(RefusalSampler sampler, String address, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += sampler.admits(address, address, 401) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void anAddressHasSoManyEntriesAMinuteAndTheOthersAreCounted() {
        RefusalSampler sampler = new RefusalSampler(new Settings(3, 100), clock);
        assertThat(admitted(sampler, "a", 10)).isEqualTo(3);
        assertThat(admitted(sampler, "b", 2)).isEqualTo(2);
        assertThat(sampler.takeEnded()).as("the minute lasts").isEmpty();
        clock.now = NOON.plusSeconds(60);
        assertThat(sampler.takeEnded())
                .containsExactly(new RefusalSampler.LeftOut("a", Instant.parse("2026-05-04T12:00:00Z"), 7, 401));
        assertThat(sampler.takeEnded()).as("taken once").isEmpty();
        assertThat(admitted(sampler, "a", 10)).isEqualTo(3);
        assertThat(sampler.takeAll()).extracting(RefusalSampler.LeftOut::count).containsExactly(7L);
    }

    @Test
    void allAddressesTogetherHaveSoManyEntriesToo() {
        RefusalSampler sampler = new RefusalSampler(new Settings(3, 5), clock);
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += admitted(sampler, "a" + i, 3);
        }
        assertThat(admitted).isEqualTo(5);
        assertThat(sampler.takeAll())
                .hasSizeLessThanOrEqualTo(21)
                .extracting(RefusalSampler.LeftOut::count)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(295));
    }

    @Test
    void veryManyAddressesTakeNoMoreMemoryAndAreCountedAll() {
        RefusalSampler sampler = new RefusalSampler(new Settings(1, 10), clock);
        for (int i = 0; i < 30_000; i++) {
            sampler.admits("a" + i, "a" + i, 404);
        }
        assertThat(sampler.takeAll())
                .hasSizeLessThanOrEqualTo(21)
                .extracting(RefusalSampler.LeftOut::count)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(29_990));
    }

    @Test
    void zeroKeepsAll() {
        RefusalSampler sampler = new RefusalSampler(new Settings(0, 0), clock);
        assertThat(admitted(sampler, "a", 1_000)).isEqualTo(1_000);
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(sampler.takeEnded()).isEmpty();
    }
}
