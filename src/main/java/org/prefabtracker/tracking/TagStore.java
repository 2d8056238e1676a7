package org.prefabtracker.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.persistence.Sql;

/** Finds pieces by their tags, across projects. */
final class TagStore {

    /** Where a piece is found. */
    public record Key(long projectId, String project, long id, String factory) {}

    private TagStore() {}

    /** The piece of a well-formed tag; empty where there is none in a project that the account may see. */
    static Optional<Key> find(Account account, String tag) {
        return ProjectMembershipSql.bind(Sql.query("""
                                select p.project_id, project.code as project, p.id, p.factory
                                from project join piece p on p.project_id = project.id
                                where project.number = :number and p.tag = :tag and\s""" + ProjectMembershipSql.VISIBLE), account)
                .bind("number", PieceTag.project(tag))
                .bind("tag", tag)
                .map(ConstructorMapper.of(Key.class))
                .findOne();
    }

    /** The details of a piece. */
    static Label label(Key key) {
        return Sql.query("""
                        select p.tag, j.code as project, c.code as component, c.mark, b.code as building, s.code as storey,
                          c.position, t.code as spec,
                          (select o.code from organisation o where o.id = t.owner_id) as spec_owner, p.spec_revision,
                          r.name as spec_name, c.count, p.net_quantity, p.factory, p.stage, p.holds, p.place, p.due_on,
                          p.released_on, p.produced_on, p.shipped_on, p.delivered_on, p.installed_on, p.accepted_on
                        from piece p
                        join project j on j.id = p.project_id
                        join component c on c.project_id = p.project_id and c.id = p.component_id
                        join building b on b.project_id = c.project_id and b.id = c.building_id
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        join spec t on t.id = p.spec_id
                        join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision
                        where p.project_id = :project and p.id = :id""")
                .bind("project", key.projectId())
                .bind("id", key.id())
                .map((rs, context) -> label(rs))
                .one();
    }

    private static Label label(ResultSet rs) throws SQLException {
        return new Label(
                rs.getString("tag"),
                rs.getString("project"),
                rs.getString("component"),
                rs.getString("mark"),
                rs.getString("building"),
                rs.getString("storey"),
                rs.getString("position"),
                new Label.OfSpec(
                        rs.getString("spec"),
                        rs.getString("spec_owner"),
                        rs.getInt("spec_revision"),
                        rs.getString("spec_name")),
                rs.getInt("count"),
                rs.getBigDecimal("net_quantity"),
                rs.getString("factory"),
                PieceStage.valueOf(rs.getString("stage")),
                List.of((String[]) rs.getArray("holds").getArray()),
                rs.getString("place"),
                rs.getObject("due_on", LocalDate.class),
                new Label.Reached(
                        rs.getObject("released_on", LocalDate.class),
                        rs.getObject("produced_on", LocalDate.class),
                        rs.getObject("shipped_on", LocalDate.class),
                        rs.getObject("delivered_on", LocalDate.class),
                        rs.getObject("installed_on", LocalDate.class),
                        rs.getObject("accepted_on", LocalDate.class)));
    }
}
