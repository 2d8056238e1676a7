package org.prefabtracker.advice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prefabtracker.project.Building;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Parses a list of storeys of a building: codes and ranges of numbered storeys, {@code 1,3-17,屋面}. Pure. */
final class Storeys {

    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,3})-(-?\\d{1,3})");

    private Storeys() {}

    /** The codes of the storeys; adds a violation for a storey that the building does not have, of a range the first one. */
    static Set<String> of(String text, Building building, ErrorLocation place, Violations violations) {
        Set<String> there =
                building.storeyList().stream().map(Building.Storey::code).collect(Collectors.toSet());
        Set<String> storeys = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            String code = part.strip();
            Matcher range = RANGE.matcher(code);
            List<String> meant = there.contains(code) || !range.matches()
                    ? List.of(code)
                    : IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                            .mapToObj(Integer::toString)
                            .toList();
            if (meant.isEmpty()) {
                violations.add(place, code, Violation.OUT_OF_RANGE, "a range goes from the lower to the higher storey");
            }
            meant.stream()
                    .filter(storey -> !there.contains(storey))
                    .findFirst()
                    .ifPresent(missing -> violations.add(
                            place,
                            missing,
                            Violation.NOT_FOUND,
                            "building " + building.code() + " has no such storey"));
            storeys.addAll(meant);
        }
        return storeys;
    }
}
