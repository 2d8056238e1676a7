package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Term;

/** A quantity or fact of a building that a take-off declares because components do not contain it. */
public enum DeclaredQuantity implements Term {
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
    FULL_DECORATION("fullDecoration", Role.FACT, "bool", "全装修"),

    SLAB_AREA("slabArea", Role.DENOMINATOR, "m2", "楼板总面积"),
    STAIR_AREA("stairArea", Role.DENOMINATOR, "m2", "楼梯水平投影总面积"),
    ENCOURAGED_AREA("encouragedArea", Role.DENOMINATOR, "m2", "鼓励应用部位总面积"),
    ENCOURAGED_PRECAST_OTHER("encouragedPrecastOther", Role.NUMERATOR, "m2", "其他鼓励应用部位预制面积（未跟踪部分）"),
    MAIN_STRUCTURE_CONCRETE_VOLUME("mainStructureConcreteVolume", Role.DENOMINATOR, "m3", "主体结构混凝土总体积"),
    INTERIOR_PREFAB_PERCENT("interiorPrefabPercent", Role.NUMERATOR, "%", "装修和设备管线预制装配比例"),
    MAIN_STRUCTURE_WEIGHT("mainStructureWeight", Role.INPUT, "1", "主体结构权重系数"),
    ENVELOPE_WEIGHT("envelopeWeight", Role.INPUT, "1", "围护墙和内隔墙权重系数"),
    INTERIOR_WEIGHT("interiorWeight", Role.INPUT, "1", "装修和设备管线权重系数"),
    CAST_CONCRETE_VOLUME("castConcreteVolume", Role.INPUT, "m3", "主体和围护结构现浇混凝土体积"),

    CONSTRUCTION_AREA("constructionArea", Role.DENOMINATOR, "m2", "结构系统总面积（含屋面）"),
    PRECAST_SYSTEM_AREA("precastSystemArea", Role.NUMERATOR, "m2", "预制梁柱板系统面积"),
    HALF_SLAB_SYSTEM_AREA("halfSlabSystemArea", Role.NUMERATOR, "m2", "预制梁、半预制板与重复模板现浇柱系统面积"),
    OTHER_SYSTEM_AREA("otherSystemArea", Role.NUMERATOR, "m2", "其他结构系统面积"),
    OTHER_SYSTEM_FACTOR("otherSystemFactor", Role.INPUT, "1", "其他结构系统系数"),
    WALL_LENGTH("wallLength", Role.DENOMINATOR, "m", "墙体总长度"),
    PRECAST_WALL_LENGTH_OTHER("precastWallLengthOther", Role.NUMERATOR, "m", "其他预制墙板长度（未跟踪部分）"),
    DRY_WALL_LENGTH("dryWallLength", Role.NUMERATOR, "m", "挂板、预制木墙、整面玻璃和干墙长度（未跟踪部分）"),
    REUSABLE_FORMWORK_WALL_LENGTH("reusableFormworkWallLength", Role.NUMERATOR, "m", "重复模板现浇墙长度"),
    BLOCK_WALL_LENGTH("blockWallLength", Role.NUMERATOR, "m", "砌块墙长度"),
    IBS_OTHER_POINTS("ibsOtherPoints", Role.NUMERATOR, "1", "IBS 其他简化做法得分"),

    GROSS_CAPITAL_COST("grossCapitalCost", Role.DENOMINATOR, "money", "建设总造价"),
    PRELIMS_COST("prelimsCost", Role.INPUT, "money", "开办费"),
    SITE_LABOUR_COST("siteLabourCost", Role.INPUT, "money", "现场人工费"),
    MATERIALS_COST("materialsCost", Role.NUMERATOR, "money", "材料费"),
    OFF_SITE_LABOUR_COST("offSiteLabourCost", Role.NUMERATOR, "money", "场外人工费");

    /** The role of a quantity in a ratio, which decides the phase it is read from. */
    @Schema(name = "MeasureRole")
    public enum Role {
        /** The total; above 0, because an absent feature is declared as absent. */
        DENOMINATOR,
        /** The part that counts. */
        NUMERATOR,
        /** Yes or no. */
        FACT,
        /** Another input of a rule set: the rest of a whole, a weight, a factor; may be 0. */
        INPUT;

        /** Whether lenses other than DESIGN may use the value of the design where none is declared as built. */
        public boolean outlastsDesign() {
            return this == DENOMINATOR || this == INPUT;
        }
    }

    private final String key;
    private final Role role;
    private final String unit;
    private final String zh;

    DeclaredQuantity(String key, Role role, String unit, String zh) {
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

    /**
     * {@code m3}, {@code m2}, {@code m}, {@code %}, {@code 1} of weights, factors and points, {@code money} in any one
     * currency, or {@code bool} of a fact.
     */
    public String unit() {
        return unit;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** The quantity with a key; empty for an unknown key. */
    public static Optional<DeclaredQuantity> find(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }

    /** Its name in JSON. */
    @Override
    public String toString() {
        return key;
    }

    /** @throws IllegalArgumentException for an unknown key */
    @JsonCreator
    public static DeclaredQuantity of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("there is no measure " + key));
    }
}
