package org.prefabtracker.advice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.project.Building;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** Storeys of a building as people write them: codes and ranges of numbered ones, {@code 1,3-17,屋面}. Pure. */
final class Storeys {

    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,3})-(-?\\d{1,3})");

    private Storeys() {}

    /** Their codes; what the building does not have is a fault at the place. */
    static Set<String> of(String text, Building building, Place place, Faults faults) {
        List<String> there =
                building.storeyList().stream().map(Building.Storey::code).toList();
        Set<String> storeys = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            String code = part.strip();
            Matcher range = RANGE.matcher(code);
            if (there.contains(code)) {
                storeys.add(code);
            } else if (range.matches()) {
                int to = Integer.parseInt(range.group(2));
                for (int storey = Integer.parseInt(range.group(1)); storey <= to; storey++) {
                    add(Integer.toString(storey), there, storeys, building, place, faults);
                }
                if (Integer.parseInt(range.group(1)) > to) {
                    faults.add(place, code, Fault.OUT_OF_RANGE, "a range goes from the lower to the higher storey");
                }
            } else {
                add(code, there, storeys, building, place, faults);
            }
        }
        return storeys;
    }

    private static void add(
            String code, List<String> there, Set<String> storeys, Building building, Place place, Faults faults) {
        if (there.contains(code)) {
            storeys.add(code);
        } else {
            faults.add(place, code, Fault.NOT_FOUND, "building " + building.code() + " has no such storey");
        }
    }
}
