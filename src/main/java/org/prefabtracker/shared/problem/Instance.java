package org.prefabtracker.shared.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The {@code instance} of a problem: the path of the request as a URI reference, whatever characters were sent. */
public final class Instance {

    /** What a path may hold unencoded by RFC 3986, besides letters and digits. */
    private static final String UNENCODED = "-._~!$&'()*+,;=:@/";

    private Instance() {}

    /** @param path the path as it was sent */
    public static URI of(String path) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            // a path that begins with two slashes would name a host
            boolean ofAHost = i == 1 && c == '/' && bytes[0] == '/';
            if (!ofAHost && (isPlain(c) || c == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2))) {
                encoded.append(c);
            } else {
                encoded.append('%').append(digit(c >> 4)).append(digit(c & 15));
            }
        }
        return URI.create(encoded.toString());
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNENCODED.indexOf(c) >= 0;
    }

    private static boolean isHex(byte[] bytes, int index) {
        return index < bytes.length && Character.digit(bytes[index], 16) >= 0;
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }
}
