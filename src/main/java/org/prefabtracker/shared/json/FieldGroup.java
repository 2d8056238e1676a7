package org.prefabtracker.shared.json;

/**
 * A group of fields of a record that in JSON stand among the fields of the record ({@code JsonUnwrapped}). Places of violations
 * do not name the group either.
 */
public interface FieldGroup {}
