package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

/**
 * A project with its buildings, components and pieces.
 *
 * @param id internal, not part of any answer
 * @param number the first half of the tags of its pieces
 * @param regionCode county of GB/T 2260, 6 digits
 */
@JsonIncludeProperties({"code", "name", "regionCode"})
public record Project(@JsonIgnore long id, int number, String code, String name, String regionCode, long version) {

    /** A project as it is sent. */
    @Schema(name = "ProjectInput")
    public record Draft(
            @NotNull @Code String code,
            @NotBlank @Size(max = 200) String name,

            @NotNull @Pattern(regexp = "[1-9][0-9]{5}", message = "{prefab.regionCode}")
            String regionCode) {
        public Draft {
            code = Codes.normalise(code);
        }

        boolean hasSameContent(Project project) {
            return project.name.equals(name) && project.regionCode.equals(regionCode);
        }
    }

    static Project from(ProjectEntity project) {
        return new Project(project.id, project.number, project.code, project.name, project.regionCode, project.version);
    }

    public static Optional<Project> find(String code) {
        return Sql.query("select id, number, code, name, region_code, version from project where code = :code")
                .bind("code", Codes.normalise(code))
                .map(ConstructorMapper.of(Project.class))
                .findOne();
    }

    /** The project of an internal id. */
    public static Optional<Project> find(long id) {
        return Sql.query("select id, number, code, name, region_code, version from project where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Project.class))
                .findOne();
    }

    /** All projects that the current user may see, in the order in which they were registered. */
    public static List<Project> all() {
        return Sql.query("select id, number, code, name, region_code, version from project order by id")
                .map(ConstructorMapper.of(Project.class))
                .list();
    }

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the project does not exist or the current user may not
     *     see it
     */
    public static Project require(String code) {
        return find(code).orElseThrow(() -> Problems.notFound("project", code));
    }
}
