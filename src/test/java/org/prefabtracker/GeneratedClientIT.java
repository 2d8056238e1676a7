package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generates a client in Java from the document that the application serves, and does the three tasks of the README with it. */
class GeneratedClientIT {

    /** Maven copies it before the integration tests. */
    private static final Path GENERATOR =
            Path.of("target/openapi-generator/cli.jar").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void aGeneratedClientDoesTheThreeTasks() throws Exception {
        try (RunningApplication application = RunningApplication.start(directory.resolve("data"))) {
            URI address = application.uri("").resolve("/");
            generate(document(address));
            compile();
            try (URLClassLoader client = new URLClassLoader(
                    new URL[] {directory.resolve("classes").toUri().toURL()},
                    getClass().getClassLoader())) {
                client.loadClass("ThreeJobs")
                        .getMethod("run", String.class, String.class)
                        .invoke(null, address.toString().replaceAll("/$", ""), application.token());
            }
        }
    }

    private Path document(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve("/q/openapi"))
                                .header("Accept", "application/yaml")
                                .build(),
                        HttpResponse.BodyHandlers.ofFile(directory.resolve("openapi.yaml")))
                .body();
    }

    private void generate(Path document) throws IOException, InterruptedException {
        Path log = directory.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        document.toString(),
                        "-o",
                        directory.resolve("client").toString(),
                        "--global-property",
                        "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true,containerDefaultToNull=true,invokerPackage=client,"
                                + "apiPackage=client.api,modelPackage=client.model")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(generator.exitValue()).as(Files.readString(log)).isZero();
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Files.createDirectories(directory.resolve("classes"));
        try (Stream<Path> generated = Files.walk(directory.resolve("client/src/main/java"));
                StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            List<Path> sources = Stream.concat(
                            generated.filter(file -> file.toString().endsWith(".java")),
                            Stream.of(Path.of("src/test/resources/openapi/client/ThreeJobs.java")))
                    .toList();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of(
                                    "-proc:none",
                                    "-g:none",
                                    "-nowarn",
                                    "-d",
                                    directory.resolve("classes").toString(),
                                    "-classpath",
                                    System.getProperty(
                                            "surefire.test.class.path", System.getProperty("java.class.path"))),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled)
                    .as(diagnostics.getDiagnostics().stream()
                            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                            .map(Object::toString)
                            .limit(10)
                            .collect(Collectors.joining("\n")))
                    .isTrue();
        }
    }
}
