package org.prefabtracker.shared.problem;

/** The location of a violation in a request. */
public sealed interface ErrorLocation {

    /**
     * A JSON Pointer (RFC 6901) into the body; empty means the body as a whole. One that the sender made very long is cut, because an
     * answer lists many.
     */
    public record Pointer(String pointer) implements ErrorLocation, Comparable<Pointer> {

        private static final int LONGEST = 500;

        public Pointer {
            pointer = pointer.length() <= LONGEST ? pointer : pointer.substring(0, LONGEST) + "…";
        }

        /** Orders locations like the rows of a body: elements of a list by their number, everything else by name. */
        @Override
        public int compareTo(Pointer other) {
            String[] mine = pointer.split("/");
            String[] theirs = other.pointer.split("/");
            for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
                int order = compare(mine[i], theirs[i]);
                if (order != 0) {
                    return order;
                }
            }
            return mine.length - theirs.length;
        }

        // numbers before names: a body may have members called 9, 10 and 1a
        private static int compare(String step, String other) {
            boolean number = isNumber(step);
            if (number != isNumber(other)) {
                return number ? -1 : 1;
            }
            return number && step.length() != other.length() ? step.length() - other.length() : step.compareTo(other);
        }

        private static boolean isNumber(String step) {
            return !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** A query parameter or header. */
    public record Parameter(String parameter) implements ErrorLocation {}

    /** A cell of a workbook: row from 1, column as its letter, header as the sheet has it; both null for a whole row. */
    public record Cell(String sheet, int row, String column, String header) implements ErrorLocation {}

    /** A line of a text that was sent, counted from 1, and the field there as a JSON Pointer; null where it is not known. */
    public record Line(String file, Integer line, Integer column, String pointer) implements ErrorLocation {}

    /** The location of a field below an element of a JSON array, {@code /components/3/storey}. */
    public static ErrorLocation pointer(String array, long index, String field) {
        return new Pointer("/" + array + "/" + index + (field == null ? "" : "/" + field.replace('.', '/')));
    }
}
