package org.prefabtracker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A connection that sends what no client library would, a part at a time. */
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 60_000;

    private final Socket socket;

    public RawConnection(URI root) throws IOException {
        this(root, "127.0.0.1");
    }

    /** @param from an address of this machine, {@code 127.0.0.2} is one */
    public RawConnection(URI root, String from) throws IOException {
        socket = new Socket(InetAddress.getByName(root.getHost()), root.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(TIMEOUT_MS);
    }

    /** The head of a request with a JSON body, without the line that ends it. */
    public static String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /**
     * Sends a JSON object of distinct keys in chunks, until it has that many bytes or the server has answered.
     *
     * @return the bytes that were sent
     */
    public long sendKeysInChunks(long bytes) throws IOException {
        Random random = new Random(1);
        StringBuilder chunk = new StringBuilder("{");
        long sent = 0;
        while (sent < bytes && socket.getInputStream().available() == 0) {
            while (chunk.length() < 16_000) {
                chunk.append('"').append(Long.toHexString(random.nextLong())).append("\":0,");
            }
            send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            sent += chunk.length();
            chunk.setLength(0);
        }
        return sent;
    }

    /** The status and the body of the next answer, such as {@code 413 {"type"…}}. */
    public String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.isEmpty() ? "closed" : status(head);
            }
            head.append((char) next);
        }
        int at = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 16, head.indexOf("\r\n", at)).strip());
        return status(head) + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String status(StringBuilder head) {
        return head.substring(head.indexOf(" ") + 1, head.indexOf(" ") + 4);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
