package org.prefabtracker.workbook;

/** The values of a row by field; null where the cell is empty or unreadable. */
public final class Values {

    private final SheetDefinition<?> layout;
    private final Object[] byColumn;

    Values(SheetDefinition<?> layout, Object[] byColumn) {
        this.layout = layout;
        this.byColumn = byColumn;
    }

    /** The value of a field, of the type its column has. */
    @SuppressWarnings("unchecked")
    public <V> V get(String field) {
        return (V) byColumn[layout.column(field)];
    }
}
