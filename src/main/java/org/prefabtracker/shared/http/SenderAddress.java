package org.prefabtracker.shared.http;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Base64;

/** Addresses of senders as they are counted. */
public final class SenderAddress {

    /** The part of an IPv6 address that a network at home or in an office assigns itself: it is counted as one sender. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private SenderAddress() {}

    /**
     * The address of the sender as Quarkus states it: the headers of a proxy count only where quarkus.http.proxy.* trusts the
     * proxy.
     */
    public static String of(SocketAddress remote) {
        String text = remote == null ? null : remote.hostAddress() == null ? remote.host() : remote.hostAddress();
        byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return String.valueOf(text);
        }
        try {
            // an IPv4 address written as IPv6 becomes one of 4 bytes
            byte[] plain = InetAddress.getByAddress(bytes).getAddress();
            return Base64.getEncoder()
                    .encodeToString(plain.length == 4 ? plain : Arrays.copyOf(plain, IPV6_PREFIX_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
