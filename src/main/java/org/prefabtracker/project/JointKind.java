package org.prefabtracker.project;

import org.prefabtracker.shared.message.Term;

/**
 * The kinds of post-cast joints between prefabricated components (GB/T 51129-2017 4.0.3, 4.0.5). For a building, a kind is
 * either listed joint by joint or declared as a sum in the take-off, never both.
 */
public enum JointKind implements Term {
    /** A vertical strip between wall panels. */
    WALL_STRIP("竖向后浇段", DeclaredQuantity.VERTICAL_JOINT_CONCRETE_VOLUME),
    /** A horizontal strip or ring beam on wall panels. */
    RING_BEAM("水平后浇带、圈梁", DeclaredQuantity.VERTICAL_JOINT_CONCRETE_VOLUME),
    /** The core where columns and frame beams meet. */
    BEAM_COLUMN_CORE("梁柱节点核心区", DeclaredQuantity.VERTICAL_JOINT_CONCRETE_VOLUME),
    /** The joint between a column and the one above it. */
    COLUMN_JOINT("柱间连接区", DeclaredQuantity.VERTICAL_JOINT_CONCRETE_VOLUME),
    /** A strip between slabs and other horizontal components. */
    SLAB_STRIP("板间后浇带", DeclaredQuantity.COUNTED_STRIP_AREA);

    private final String zh;
    private final DeclaredQuantity measure;

    JointKind(String zh, DeclaredQuantity measure) {
        this.zh = zh;
        this.measure = measure;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** The measure that is the sum of all joints of the kind; joints are stated in its unit. */
    public DeclaredQuantity measure() {
        return measure;
    }
}
