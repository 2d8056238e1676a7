package org.prefabtracker.workbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A column of a sheet that is not read.
 *
 * @param didYouMean the title of the column that its header is almost; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IgnoredColumn(
        @Schema(description = "name of the sheet", examples = "Sheet1")
        String sheet,

        @Schema(description = "letter of the column", examples = "K")
        String column,

        @Schema(description = "header as the sheet has it", examples = "备注")
        String header,

        @Schema(description = "title of the known column that the header is almost")
        String didYouMean) {}
