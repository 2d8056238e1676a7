package org.prefabtracker.rating.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.shared.time.BitemporalPoint;

class AsOfReaderTest {

    @ParameterizedTest
    @CsvSource({
        "7, 0, 7",
        "7, 20000, 7",
        "7, 100000, 5 2",
        "7, 250000, 2 2 2 1",
        "3, 500000, 1 1 1",
        "3, 9000000, 1 1 1"
    })
    void readsAsManyMomentsAtATimeAsFitIntoTheMemory(int count, long components, String sizes) {
        List<BitemporalPoint> moments = IntStream.range(0, count)
                .mapToObj(i -> new BitemporalPoint(Instant.ofEpochSecond(i), null))
                .toList();
        List<List<BitemporalPoint>> batches = AsOfReader.batches(moments, components);
        assertThat(batches.stream().map(List::size).map(String::valueOf).toList())
                .isEqualTo(List.of(sizes.split(" ")));
        assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(moments);
    }
}
