package org.prefabtracker.component;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.project.StoreyName;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/**
 * A row of a bill as it is sent: one component by its code, or many at once by mark, storeys and quantity.
 *
 * @param storeys a range or list of numbered storeys, {@code 3-17} or {@code 2,4,6-9}, also as {@link StoreyName} reads it
 * @param quantity how many components on each of the storeys
 * @param specOwner whose spec of that code: an organisation's, or STANDARD. Without it, a component that has a spec of that code keeps
 *     it; else the organisation's own spec comes before the standard's
 * @param count how many parts a lot stands for that moves as a whole; quantities are totals of the lot
 * @param quantities the component's own, where they are not the spec's
 */
public record ComponentInput(
        @Code String code,

        @Size(max = 64) @Pattern(regexp = "[^\\p{Cc}]*", message = "{prefab.noControlCharacters}")
        String mark,

        @NotNull @Code String building,
        @Code String storey,

        @Pattern(regexp = RANGES, message = "{prefab.storeys}")
        String storeys,

        @Min(1) @Max(1_000) Integer quantity,
        @NotNull @Code String spec,
        @Code String specOwner,
        @Min(1) Integer specRevision,
        @Size(max = LONGEST_TEXT) String position,
        Boolean exterior,
        @Min(1) @Max(1_000_000) Integer count,
        @Valid Quantities quantities) {

    private static final int LONGEST_TEXT = 100;

    static final String RANGES = "\\s*-?\\d{1,3}(--?\\d{1,3})?(\\s*,\\s*-?\\d{1,3}(--?\\d{1,3})?)*\\s*";

    public ComponentInput {
        code = Codes.normalise(code);
        mark = Text.tidied(Codes.normalise(mark));
        building = Codes.normalise(building);
        storey = Codes.normalise(storey);
        storeys = StoreyName.ranges(Codes.normalise(storeys));
        spec = Codes.normalise(spec);
        specOwner = Codes.normalise(specOwner);
        position = Text.tidied(position);
        count = count == null ? 1 : count;
        quantities = quantities == null ? Quantities.NONE : quantities;
    }

    /** The same component under another code, in another building or on another storey. */
    ComponentInput at(String newCode, String newBuilding, String newStorey) {
        return new ComponentInput(
                newCode,
                mark,
                newBuilding,
                newStorey,
                null,
                null,
                spec,
                specOwner,
                specRevision,
                position,
                exterior,
                count,
                quantities);
    }

    @AssertTrue(message = "{prefab.oneOrMany}")
    boolean isOneOrMany() {
        return code != null
                ? storey != null && storeys == null && quantity == null
                : mark != null && !mark.isEmpty() && storey == null && storeys != null && quantity != null;
    }

    /** A range of numbered storeys, both ends included. The storey above -1 is 1. */
    record Range(int from, int to) {

        IntStream storeys() {
            return IntStream.rangeClosed(from, to).filter(storey -> storey != 0 || from >= 0);
        }
    }

    /** The ranges of {@code storeys}; only for a text of the right shape. */
    List<Range> ranges() {
        return Arrays.stream(storeys.replaceAll("\\s", "").split(","))
                .map(range -> {
                    int dash = range.indexOf('-', 1);
                    int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    return new Range(from, dash < 0 ? from : Integer.parseInt(range.substring(dash + 1)));
                })
                .toList();
    }

    /** Whether the row stands for many components and can be expanded; a row with violations may be neither one nor many. */
    boolean isExpandable() {
        return code == null
                && mark != null
                && storeys != null
                && storeys.matches(RANGES)
                && isUpwards()
                && fit(mark, building, spec, position)
                && quantity != null
                && quantity >= 1
                && quantity <= 1_000;
    }

    /** Texts that are too long are not repeated in a thousand components. */
    private static boolean fit(String... texts) {
        return Arrays.stream(texts).allMatch(text -> text == null || text.length() <= LONGEST_TEXT);
    }

    /** How many components the row stands for. */
    long size() {
        return !isExpandable()
                ? 1
                : ranges().stream().mapToLong(range -> range.storeys().count()).sum() * quantity;
    }

    @AssertTrue(message = "{prefab.storeysUpwards}")
    boolean isUpwards() {
        return storeys == null
                || !storeys.matches(RANGES)
                || ranges().stream().allMatch(range -> range.from() <= range.to());
    }
}
