package org.prefabtracker.shared.http;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;

/**
 * Counts requests that meet no operation under one label of the metrics: senders would otherwise use up the labels, and memory, with
 * addresses of their own.
 */
@Singleton
public class MetricLabels implements HttpServerMetricsTagsContributor {

    /** Where Quarkus keeps the template of the operation that a request met. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Tags UNMATCHED = Tags.of("uri", "UNMATCHED");

    @Override
    public Tags contribute(Context context) {
        return context.requestContextLocalData(TEMPLATE) == null ? UNMATCHED : Tags.empty();
    }
}
