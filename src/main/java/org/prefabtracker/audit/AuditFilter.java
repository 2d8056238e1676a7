package org.prefabtracker.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.prefabtracker.shared.audit.AuditContext;

/** Passes every request body and every answer to {@link AuditWriter}. */
@Provider
public class AuditFilter implements ReaderInterceptor, ContainerResponseFilter {

    @Inject
    AuditWriter audit;

    @Inject
    AuditContext auditContext;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(auditContext.digested(context.getInputStream()));
        return context.proceed();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        audit.beforeTheAnswer(response.getStatus());
    }
}
