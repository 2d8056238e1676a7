package org.prefabtracker.joint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.prefabtracker.project.JointKind;

/** A version of a joint: its stated values, as in {@link JointInput}, since when they are valid, and when and by whom they were recorded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointVersion(
        int version,
        boolean cancelled,
        JointKind kind,
        String storey,
        List<String> joins,
        BigDecimal widthMm,
        BigDecimal heightMm,
        BigDecimal columnSideMm,
        BigDecimal volumeM3,
        BigDecimal areaM2,
        boolean castInPlaceSide,
        String position,
        String source,
        OffsetDateTime validFrom,
        OffsetDateTime recordedAt,
        String recordedBy) {}
