package org.prefabtracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Removes credentials from the data of a request; they are recognised by their names. */
final class SecretRedactor {

    private static final String LEFT_OUT = "***";

    private static final Pattern NAME = Pattern.compile(
            "passw|pwd|passphrase|token|secret|credential|authori[sz]ation|cookie|session|csrf|jwt|signature|api.?key|\\botp\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    private SecretRedactor() {}

    /** A path as it was sent; characters that cannot be stored become question marks. */
    static String path(String path) {
        return UNPRINTABLE.matcher(path).replaceAll("?");
    }

    /** A query as it was sent, without the values of secrets. Null stays null. */
    static String query(String query) {
        return query == null || query.isEmpty()
                ? null
                : Arrays.stream(path(query).split("&"))
                        .map(SecretRedactor::parameter)
                        .collect(Collectors.joining("&"));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 || !isSecret(parameter.substring(0, equals))
                ? parameter
                : parameter.substring(0, equals + 1) + LEFT_OUT;
    }

    private static boolean isSecret(String name) {
        try {
            return NAME.matcher(URLDecoder.decode(name, StandardCharsets.UTF_8)).find();
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    /** The JSON without the values of secrets, at any depth. */
    static JsonNode leftOut(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (NAME.matcher(member.getKey()).find() && !member.getValue().isNull()) {
                    member.setValue(TextNode.valueOf(LEFT_OUT));
                } else {
                    leftOut(member.getValue());
                }
            });
        } else {
            json.forEach(SecretRedactor::leftOut);
        }
        return json;
    }
}
