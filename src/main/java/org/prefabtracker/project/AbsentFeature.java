package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.message.Term;

/**
 * A feature that a building does not have, with the reason; items that need it are not applicable. In JSON the name alone is
 * accepted too.
 *
 * @param evidence the drawing or document that shows the absence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AbsentFeature(
        @NotNull(message = "{prefab.absentFeature}") What what,

        @Size(max = 500) String reason,
        @Size(max = 200) String evidence) {

    /** The features that a building may lack; every building has an envelope and pipes. */
    @Schema(name = "AbsentFeatureKind")
    public enum What implements Term {
        KITCHEN(
                "kitchen",
                "厨房",
                DeclaredQuantity.KITCHEN_AREA,
                DeclaredQuantity.KITCHEN_DRY_AREA,
                DeclaredQuantity.KITCHEN_FITTED),
        BATHROOM(
                "bathroom",
                "卫生间",
                DeclaredQuantity.BATHROOM_AREA,
                DeclaredQuantity.BATHROOM_DRY_AREA,
                DeclaredQuantity.BATHROOM_FITTED),
        PARTITION("partition", "内隔墙", DeclaredQuantity.PARTITION_AREA, DeclaredQuantity.PARTITION_NON_MASONRY_OTHER),
        NON_LOAD_BEARING_ENVELOPE(
                "nonLoadBearingEnvelope",
                "非承重围护墙",
                DeclaredQuantity.NON_LOAD_BEARING_ENVELOPE_AREA,
                DeclaredQuantity.ENVELOPE_NON_MASONRY_OTHER),
        STAIR("stair", "楼梯", DeclaredQuantity.STAIR_AREA),
        ENCOURAGED_PARTS(
                "encouragedParts",
                "鼓励应用部位",
                DeclaredQuantity.ENCOURAGED_AREA,
                DeclaredQuantity.ENCOURAGED_PRECAST_OTHER);

        private final String key;
        private final String zh;
        private final List<DeclaredQuantity> measures;

        What(String key, String zh, DeclaredQuantity... measures) {
            this.key = key;
            this.zh = zh;
            this.measures = List.of(measures);
        }

        /** Its name in JSON and in workbooks. */
        @JsonValue
        public String key() {
            return key;
        }

        @Override
        public String zh() {
            return zh;
        }

        /** The quantities that cannot be declared when the feature is absent. */
        public List<DeclaredQuantity> measures() {
            return measures;
        }

        @Override
        public String toString() {
            return key;
        }

        /** The feature with a key or Chinese name; null for an unknown one. */
        public static What find(String key) {
            List<What> meant = key == null ? List.of() : EnumNames.meant(What.class, key);
            return meant.size() == 1 ? meant.get(0) : null;
        }
    }

    @JsonCreator
    static AbsentFeature of(
            @JsonProperty("what") String what,
            @JsonProperty("reason") String reason,
            @JsonProperty("evidence") String evidence) {
        return new AbsentFeature(What.find(what), reason, evidence);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AbsentFeature of(String what) {
        return new AbsentFeature(What.find(what), null, null);
    }
}
