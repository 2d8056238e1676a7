package org.prefabtracker.shared.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sentences of problems in Chinese, by their English text: messages/problems_zh.txt. A sentence that is built in the code is one
 * of its patterns, with its values. The file is read with the first problem that is shown in Chinese.
 */
public final class Sentences {

    private static final String FILE = "messages/problems_zh.txt";
    private static final String BETWEEN = " => ";
    private static final String VALUE = "{}";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d*)}");
    /** Longer sentences are left as they are; none of ours is as long. */
    private static final int LONGEST = 1_200;

    private final Map<String, String> whole = new HashMap<>();
    private final List<Built> built = new ArrayList<>();

    /** A sentence with values. */
    private record Built(String english, Pattern pattern, String chinese) {}

    private static final class File {
        static final Sentences READ = new Sentences();
    }

    private Sentences() {
        InputStream file = Sentences.class.getClassLoader().getResourceAsStream(FILE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(BETWEEN, 2))
                    .forEach(pair -> add(pair[0], pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // of two that fit, the one that says more
        built.sort(Comparator.comparingInt((Built sentence) ->
                        sentence.english().replace(VALUE, "").length())
                .reversed());
    }

    private void add(String english, String chinese) {
        if (!english.contains(VALUE)) {
            whole.put(english, chinese);
            return;
        }
        String pattern = Pattern.compile(VALUE, Pattern.LITERAL)
                .splitAsStream(english + " ")
                .map(Pattern::quote)
                .collect(Collectors.joining("(.*?)"));
        built.add(new Built(english, Pattern.compile(pattern, Pattern.DOTALL), chinese));
    }

    /** The English sentences, with {@code {}} for values. */
    public static Set<String> english() {
        Set<String> all = new TreeSet<>(File.READ.whole.keySet());
        File.READ.built.forEach(sentence -> all.add(sentence.english()));
        return all;
    }

    /** A sentence in a language; one that is not known stays as it is. */
    public static String in(Language language, String english) {
        return language == Language.EN || english == null || english.length() > LONGEST
                ? english
                : File.READ.chinese(english);
    }

    private String chinese(String english) {
        String known = whole.get(english);
        if (known != null) {
            return known;
        }
        for (Built sentence : built) {
            Matcher values = sentence.pattern().matcher(english + " ");
            if (values.matches()) {
                int[] next = {0};
                return PLACE.matcher(sentence.chinese()).replaceAll(place -> {
                    int at = place.group(1).isEmpty() ? ++next[0] : Integer.parseInt(place.group(1));
                    // a value may be a sentence itself
                    return Matcher.quoteReplacement(chinese(values.group(at)));
                });
            }
        }
        return english;
    }
}
