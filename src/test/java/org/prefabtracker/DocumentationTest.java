package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names classes, files and decisions that exist. */
class DocumentationTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** A link to a file of the repository, without the part behind {@code #}. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]+)[^)]*\\)");

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

    /** A word in backticks that looks like a class: two capitals with small letters after each, and a method perhaps. */
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,}(?:IT)?)(?:\\.[A-Za-z]+)*`");

    /** Classes of libraries and names of the platform. */
    private static final Set<String> FOREIGN = Set.of("AgroalPoolInterceptor", "SecureRandom", "SameSite", "HttpOnly");

    @Test
    void everyPackageSaysWhatIsInIt() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> silent = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).as("packages without package-info.java").isEmpty();
        }
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        String index = Files.readString(Path.of("docs/adr/README.md"));
        try (Stream<Path> files = Files.list(Path.of("docs/adr"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .filter(name -> !index.contains("(" + name + ")")))
                    .isEmpty();
        }
    }

    @Test
    void linksLeadToFilesThatExist() {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            LINK.matcher(CODE.matcher(text(page)).replaceAll(""))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(page + " links to " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void classesThatAreNamedExist() throws IOException {
        Set<String> known;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            known = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> unknown = new TreeSet<>();
        for (Path page : pages()) {
            CLASS.matcher(text(page))
                    .results()
                    .map((MatchResult name) -> name.group(1))
                    .filter(name -> !known.contains(name) && !FOREIGN.contains(name))
                    .forEach(name -> unknown.add(page + " names " + name));
        }
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pages() {
        try (Stream<Path> root = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> catalogue = Files.list(Path.of("components-catalog"))) {
            return Stream.of(root, docs, catalogue)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
