package org.prefabtracker.plausibility;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages of the plausibility checks. */
public enum PlausibilityNote implements NoteCode {
    /** An item of a rating is INVALID; the reason is a message of the rating. */
    ITEM_INVALID("item", "ruleSet", "lens", "reason"),
    /** The concrete of a casting lot, in m3, is less than its pieces hold. */
    LOT_TOO_SMALL("lot", "maker", "concrete", "needed"),
    /** Two pieces or more of one maker have the same serial number. */
    SERIAL_REPEATED("maker", "serial", "pieces"),
    /** A piece in another project has the same serial number. */
    SERIAL_ELSEWHERE("maker", "serial"),
    /** Two pieces or more here and a piece in another project have the same serial number. */
    SERIAL_REPEATED_AND_ELSEWHERE("maker", "serial", "pieces"),
    /** A certificate is used for pieces of several makers. */
    CERTIFICATE_OF_MAKERS("certificate", "makers"),
    /** A certificate is also used in another project. */
    CERTIFICATE_ELSEWHERE("certificate"),
    /** A certificate is used for pieces of several makers and in another project. */
    CERTIFICATE_OF_MAKERS_AND_ELSEWHERE("certificate", "makers"),
    /** A maker has more pieces installed than it has recorded as cast. */
    MORE_INSTALLED_THAN_CAST("maker", "installed", "spec", "cast"),
    /** An installation was recorded before the delivery it depends on. */
    INSTALLED_BEFORE_DELIVERY("occurredAt"),
    /** A hold was recorded after events that it would have stopped. */
    HOLD_LATE("hold", "occurredAt", "events"),
    /** Pieces of a spec passed inspection without a record of casting. */
    PASSED_UNCAST("pieces", "spec", "maker"),
    /** A storey has far fewer pieces of a category than the storeys around it. */
    STOREY_SPARSE("storey", "pieces", "category", "beside"),
    /** Components of a spec do not fit their size or material; the reason is a message of the catalogue. */
    SIZE_OF_SPEC("spec", "components", "reason"),
    /** A declared area does not fit the building; the reason is a message of the take-off. */
    AREA_OF_PHASE("phase", "reason"),
    /** Vertical members of a building are of another material than its structure. */
    MATERIAL_CONTRADICTS("components", "material", "structure"),
    /** A residential building with full decoration is declared to have no such room. */
    ABSENCE_CONTRADICTS("what", "phase");

    private final List<String> arguments;

    PlausibilityNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
