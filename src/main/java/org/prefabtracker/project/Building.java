package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.time.Foreseeable;

/**
 * A building as it is sent and returned: the unit of every rating (GB/T 51129-2017 3.0.1).
 *
 * @param planningNumber of the planning approval
 * @param regionCode where it differs from that of the project
 * @param storeys the number of storeys; without {@code storeyList} they are 1 to storeys, above ground
 * @param floorAreaM2 建筑面积, m2
 * @param aboveGroundAreaM2 the part above ground, m2
 * @param completionAcceptedOn the completion acceptance; from then on a rating under ACCEPTED is the project evaluation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Building(
        @NotNull @Code String code,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 100) String planningNumber,
        @Size(max = 100) String constructionPermit,

        @Pattern(regexp = "[1-9][0-9]{5}", message = "{prefab.regionCode}")
        String regionCode,

        @NotNull BuildingUse use,
        @NotNull StructuralSystem structure,
        @Min(1) @Max(500) Integer storeys,

        @NotNull @Positive @Digits(integer = 9, fraction = 3)
        BigDecimal floorAreaM2,

        @Positive @Digits(integer = 9, fraction = 3) BigDecimal aboveGroundAreaM2,
        @Foreseeable LocalDate startedOn,
        @Foreseeable LocalDate completionAcceptedOn,
        @Size(min = 1, max = 600) List<@NotNull @Valid Storey> storeyList)
        implements Checked {

    /** A storey, in order from below. A component names one of them; the slab above it belongs to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BuildingStorey")
    public record Storey(
            @NotNull @Code String code,
            @NotNull StoreyKind kind,
            @Positive @Digits(integer = 9, fraction = 3) BigDecimal planAreaM2) {
        public Storey {
            code = Codes.normalise(code);
        }

        boolean hasSameContent(Storey other) {
            return code.equals(other.code) && kind == other.kind && same(planAreaM2, other.planAreaM2);
        }
    }

    public Building {
        code = Codes.normalise(code);
        if (storeyList == null && storeys != null && storeys <= 500) {
            storeyList = IntStream.rangeClosed(1, Math.max(1, storeys))
                    .mapToObj(i -> new Storey(Integer.toString(i), StoreyKind.ABOVE_GROUND, null))
                    .toList();
        }
        if (storeys == null && storeyList != null) {
            storeys = Math.max(1, (int) storeyList.stream()
                    .filter(storey -> storey != null && storey.kind() == StoreyKind.ABOVE_GROUND)
                    .count());
        }
    }

    /** Checks rules that concern several fields. */
    @Override
    public void check(Violations violations) {
        ErrorLocation noStoreys = new ErrorLocation.Pointer("/storeys");
        if (storeyList == null && !violations.name(noStoreys)) {
            violations.add(noStoreys, null, Violation.REQUIRED, "give storeys, or list them in storeyList");
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; storeyList != null && i < storeyList.size(); i++) {
            String storey = storeyList.get(i) == null ? null : storeyList.get(i).code();
            if (storey != null && !codes.add(storey)) {
                violations.add(
                        ErrorLocation.pointer("storeyList", i, "code"),
                        storey,
                        Violation.DUPLICATE,
                        "the building has this storey already");
            }
        }
        if (aboveGroundAreaM2 != null && floorAreaM2 != null && aboveGroundAreaM2.compareTo(floorAreaM2) > 0) {
            violations.add(
                    new ErrorLocation.Pointer("/aboveGroundAreaM2"),
                    aboveGroundAreaM2,
                    Violation.OUT_OF_RANGE,
                    "at most floorAreaM2, of which it is a part");
        }
        if (startedOn != null && completionAcceptedOn != null && completionAcceptedOn.isBefore(startedOn)) {
            violations.add(
                    new ErrorLocation.Pointer("/completionAcceptedOn"),
                    completionAcceptedOn,
                    Violation.OUT_OF_RANGE,
                    "not before startedOn");
        }
    }

    /** The fields that stay on the server: ids, and the version for the ETag. */
    public record Key(long projectId, long id, int version) {}

    public static Optional<Key> key(Project project, String code) {
        return Sql.query("select project_id, id, version from building where project_id = :project and code = :code")
                .bind("project", project.id())
                .bind("code", Codes.normalise(code))
                .map(ConstructorMapper.of(Key.class))
                .findOne();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the building does not exist */
    public static Key require(Project project, String code) {
        return key(project, code).orElseThrow(() -> Problems.notFound("building", code));
    }

    /**
     * The building that a filter names; null where there is no filter.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the building does not exist
     */
    public static Key filter(Project project, String code) {
        return code == null
                ? null
                : key(project, code).orElseThrow(() -> QueryParams.notFound("building", code, "building"));
    }

    /** The code of its region: its own, or else that of its project. */
    String regionIn(Project project) {
        return regionCode == null ? project.regionCode() : regionCode;
    }

    /** Whether both have the same content; decimals compare by value, so that 9800.50 equals 9800.5. */
    boolean hasSameContent(Building other) {
        return hasSameStoreys(other) && hasSameRow(other);
    }

    /** Whether only the storeys differ. */
    boolean differsInStoreysOnly(Building other) {
        return hasSameRow(other) && !hasSameStoreys(other);
    }

    private boolean hasSameStoreys(Building other) {
        return storeyList.size() == other.storeyList.size()
                && IntStream.range(0, storeyList.size())
                        .allMatch(i -> storeyList.get(i).hasSameContent(other.storeyList.get(i)));
    }

    private boolean hasSameRow(Building other) {
        return same(floorAreaM2, other.floorAreaM2)
                && same(aboveGroundAreaM2, other.aboveGroundAreaM2)
                && withoutAreas().equals(other.withoutAreas());
    }

    private List<Object> withoutAreas() {
        return Arrays.asList(
                code,
                name,
                planningNumber,
                constructionPermit,
                regionCode,
                use,
                structure,
                storeys,
                startedOn,
                completionAcceptedOn);
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }
}
