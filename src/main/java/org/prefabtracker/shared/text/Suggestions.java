package org.prefabtracker.shared.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the names that were probably meant by a name that is not known. */
public final class Suggestions {

    /** The largest number of names that are suggested. */
    public static final int MOST = 5;

    private static final int FARTHEST = 2;
    /** Longer names are not compared: the time grows with the length. */
    private static final int LONGEST = 200;

    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(FARTHEST);

    private Suggestions() {}

    /**
     * The known names within an edit distance of 2, the nearest first, at most {@value #MOST}. Differences of width, case, space,
     * hyphens and underscores do not count. Of a short name at most half may differ.
     */
    public static List<String> nearest(String name, Collection<String> known) {
        record Near(String name, int distance) {}
        String wanted = Text.plain(name);
        List<Near> near = new ArrayList<>();
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return List.of();
        }
        for (String candidate : known) {
            String plain = Text.plain(candidate);
            if (plain.length() <= LONGEST) {
                int distance = DISTANCE.apply(wanted, plain);
                int most = Math.min(FARTHEST, Math.max(wanted.length(), plain.length()) / 2);
                if (distance >= 0 && distance <= most) {
                    near.add(new Near(candidate, distance));
                }
            }
        }
        return near.stream()
                .sorted(Comparator.comparingInt(Near::distance))
                .map(Near::name)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** The nearest of the known names within an edit distance of 2; of several equally near ones the first. */
    public static Optional<String> best(String name, Collection<String> known) {
        return nearest(name, known).stream().findFirst();
    }
}
