package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a take-off can declare of a building: quantities and facts that no component can tell. */
public enum Measure {
    PLAN_AREA("planArea", Role.DENOMINATOR, "m2", "各楼层建筑平面总面积"),
    VERTICAL_CONCRETE_VOLUME("verticalConcreteVolume", Role.DENOMINATOR, "m3", "竖向构件混凝土总体积"),
    VERTICAL_JOINT_CONCRETE_VOLUME("verticalJointConcreteVolume", Role.NUMERATOR, "m3", "可计入的连接部分后浇混凝土体积"),
    COUNTED_STRIP_AREA("countedStripArea", Role.NUMERATOR, "m2", "可计入的后浇带水平投影面积"),
    FORMWORK_FREE_FLOOR_AREA("formworkFreeFloorArea", Role.NUMERATOR, "m2", "免支模楼盖面积（未跟踪部分）"),
    NON_LOAD_BEARING_ENVELOPE_AREA("nonLoadBearingEnvelopeArea", Role.DENOMINATOR, "m2", "非承重围护墙外表面总面积"),
    ENVELOPE_AREA("envelopeArea", Role.DENOMINATOR, "m2", "围护墙外表面总面积"),
    ENVELOPE_NON_MASONRY_OTHER("envelopeNonMasonryOther", Role.NUMERATOR, "m2", "其他非砌筑围护墙面积（未跟踪部分）"),
    PARTITION_AREA("partitionArea", Role.DENOMINATOR, "m2", "内隔墙墙面总面积（单面）"),
    PARTITION_NON_MASONRY_OTHER("partitionNonMasonryOther", Role.NUMERATOR, "m2", "其他非砌筑内隔墙面积（未跟踪部分）"),
    DRY_FLOOR_AREA("dryFloorArea", Role.NUMERATOR, "m2", "干式工法楼面地面面积（未跟踪部分）"),
    KITCHEN_AREA("kitchenArea", Role.DENOMINATOR, "m2", "厨房墙面顶面地面总面积"),
    KITCHEN_DRY_AREA("kitchenDryArea", Role.NUMERATOR, "m2", "厨房干式工法面积（未跟踪部分）"),
    KITCHEN_FITTED("kitchenFitted", Role.FACT, "bool", "厨房橱柜设备安装到位"),
    BATHROOM_AREA("bathroomArea", Role.DENOMINATOR, "m2", "卫生间墙面顶面地面总面积"),
    BATHROOM_DRY_AREA("bathroomDryArea", Role.NUMERATOR, "m2", "卫生间干式工法面积（未跟踪部分）"),
    BATHROOM_FITTED("bathroomFitted", Role.FACT, "bool", "卫生间洁具设备安装到位"),
    PIPELINE_LENGTH("pipelineLength", Role.DENOMINATOR, "m", "电气、给水排水、采暖管线总长度"),
    SEPARATED_PIPELINE_LENGTH("separatedPipelineLength", Role.NUMERATOR, "m", "管线分离长度"),
    FULL_DECORATION("fullDecoration", Role.FACT, "bool", "全装修");

    /** On which side of a ratio a measure stands, which decides from which phase it is read. */
    public enum Role {
        /** What there is in all; above 0, for what is not there is declared absent. */
        DENOMINATOR,
        /** What of it counts. */
        NUMERATOR,
        /** Yes or no. */
        FACT
    }

    private final String key;
    private final Role role;
    private final String unit;
    private final String zh;

    Measure(String key, Role role, String unit, String zh) {
        this.key = key;
        this.role = role;
        this.unit = unit;
        this.zh = zh;
    }

    /** Its name in JSON and in workbooks. */
    @JsonValue
    public String key() {
        return key;
    }

    public Role role() {
        return role;
    }

    /** {@code m3}, {@code m2}, {@code m}, or {@code bool} of a fact. */
    public String unit() {
        return unit;
    }

    public String zh() {
        return zh;
    }

    /** The measure of a key; empty where there is none. */
    public static Optional<Measure> find(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }

    /** @throws IllegalArgumentException where there is none of that key */
    @JsonCreator
    public static Measure of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("there is no measure " + key));
    }
}
