package org.prefabtracker.shared.http;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.RawProblemWriter;

/**
 * Refuses requests for a host that is none of this application (421): a name that somebody else points here would let a page of that
 * name talk to it. Where {@code prefab.hosts} is not set and the application is open to other machines, these are numeric addresses,
 * localhost and the name of the machine; on a loopback address all are taken. The checks of health take any.
 */
@ApplicationScoped
class HostFilter {

    /** After HSTS, before all limits. */
    private static final int PRIORITY = 2_900;

    private static final String HEALTH = "/q/health";
    private static final String ANY = "*";
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");

    private final Set<String> listed;
    private final boolean open;

    HostFilter(
            @ConfigProperty(name = "prefab.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "quarkus.http.host") String boundTo) {
        listed = Set.copyOf(hosts.orElse(List.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList());
        open = !LOOPBACK.contains(boundTo) && !boundTo.startsWith("127.");
    }

    void register(@Observes Filters filters) {
        if (!listed.contains(ANY) && (!listed.isEmpty() || open)) {
            filters.register(this::filter, PRIORITY);
        }
    }

    private void filter(RoutingContext context) {
        HostAndPort host = context.request().authority();
        if (isAllowed(host) || context.normalizedPath().startsWith(HEALTH)) {
            context.next();
        } else if (host == null && context.request().version() != HttpVersion.HTTP_1_0) {
            RawProblemWriter.answer(context, 400, "The request names no host; send the header Host");
        } else {
            RawProblemWriter.answer(
                    context,
                    421,
                    "This server does not answer for this host; its operator lists the hosts in prefab.hosts");
        }
    }

    /** @param host null where none is named */
    boolean isAllowed(HostAndPort host) {
        if (host == null) {
            return false;
        }
        String name = host.host().toLowerCase(Locale.ROOT);
        if (!listed.isEmpty()) {
            return listed.contains(name) || listed.contains(name + ":" + host.port());
        }
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return !open
                || LOOPBACK.contains(name)
                || NetUtil.createByteArrayFromIpAddressString(bare) != null
                || isMachine(name);
    }

    private static boolean isMachine(String name) {
        try {
            return name.equalsIgnoreCase(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException unnamed) {
            return false;
        }
    }
}
