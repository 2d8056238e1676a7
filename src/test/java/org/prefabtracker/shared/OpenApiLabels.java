package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.prefabtracker.shared.json.EnumLabels;
import org.prefabtracker.shared.message.Term;

/** Adds to answers the labels that {@link EnumLabels} adds to them, and to their calls the header that asks for labels. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 200)
public class OpenApiLabels implements OASFilter {

    private final Set<String> terms;

    /** @param index all classes of the application */
    public OpenApiLabels(IndexView index) {
        terms = index.getAllKnownImplementations(Term.class).stream()
                .filter(ClassInfo::isEnum)
                .map(OpenApiLabels::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(ClassInfo type) {
        return Optional.ofNullable(
                        type.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class))
                .map(annotation -> annotation.value("name"))
                .map(value -> value.asString())
                .orElse(type.simpleName());
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> answered = new TreeSet<>();
        OpenApiWalk.operations(document)
                .forEach(operation -> answered.addAll(OpenApiWalk.answered(document, operation)));
        Set<String> labelled = answered.stream()
                .filter(name -> schemas.get(name) != null && addLabels(schemas.get(name)))
                .collect(Collectors.toSet());
        OpenApiWalk.operations(document)
                .filter(operation ->
                        OpenApiWalk.answered(document, operation).stream().anyMatch(labelled::contains))
                .forEach(operation -> operation.addParameter(
                        OASFactory.createParameter().ref("#/components/parameters/AcceptLanguage")));
    }

    private boolean addLabels(Schema schema) {
        if (schema.getProperties() == null) {
            return false;
        }
        Map<String, Schema> properties = new LinkedHashMap<>();
        schema.getProperties().forEach((name, property) -> {
            properties.put(name, property);
            if (isTerm(property)) {
                properties.put(name + "Label", label("`" + name + "` in the language of Accept-Language"));
            } else if (property.getItems() != null && isTerm(property.getItems())) {
                properties.put(
                        name + "Labels",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema().addType(SchemaType.STRING))
                                .readOnly(true)
                                .description("`" + name + "` in the language of Accept-Language, in the same order; "
                                        + "absent without the header"));
            }
        });
        boolean any = properties.size() > schema.getProperties().size();
        schema.setProperties(properties);
        return any;
    }

    private boolean isTerm(Schema schema) {
        return schema.getRef() != null && terms.contains(OpenApiWalk.name(schema.getRef()));
    }

    private static Schema label(String description) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .readOnly(true)
                .description(description + "; absent without the header");
    }
}
