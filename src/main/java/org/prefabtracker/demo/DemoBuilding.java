package org.prefabtracker.demo;

import java.util.List;
import java.util.Map;
import org.prefabtracker.component.ComponentInput;

/**
 * A building of the demo, in the form in which a client sends it.
 *
 * @param facts JSON of the building
 * @param takeOffs JSON by phase
 * @param events JSON of each event, in any order
 */
record DemoBuilding(
        String code, String facts, Map<String, String> takeOffs, List<ComponentInput> bill, List<String> events) {}
