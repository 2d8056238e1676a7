package org.prefabtracker.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.prefabtracker.shared.Deed;

/** Shows the audit every body that is read and every answer before it is sent. */
@Provider
public class AuditFilter implements ReaderInterceptor, ContainerResponseFilter {

    @Inject
    Audit audit;

    @Inject
    Deed deed;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(deed.digested(context.getInputStream()));
        return context.proceed();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        audit.beforeTheAnswer(response.getStatus());
    }
}
