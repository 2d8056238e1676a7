package org.prefabtracker.shared;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Refuses addresses with characters that no stored text can hold, before anything looks for them. */
@Provider
@PreMatching
public class CleanAddress implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Text.isClean(request.getUriInfo().getPath(true))) {
            throw Problems.of(404, "No code holds control characters");
        }
        Faults faults = new Faults();
        request.getUriInfo().getQueryParameters(true).forEach((name, values) -> {
            if (!Text.isClean(name) || !values.stream().allMatch(Text::isClean)) {
                faults.add(new Place.Parameter(name), null, Fault.BAD_TEXT, "no control characters");
            }
        });
        faults.throwIfAny();
    }
}
