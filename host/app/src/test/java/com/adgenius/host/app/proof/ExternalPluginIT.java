package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that somebody builds in a folder of their own, against the installed plugin API and nothing else of ours. */
class ExternalPluginIT {

    private static final int CHUNK = 3000;

    @TempDir
    private Path folder;

    @Test
    void aPluginBuiltElsewhereWithItsOwnJsonLibraryServesAndCannotLoadOneHostClass() throws Exception {
        installPluginApi();
        Path project = folder.resolve("external-plugin");
        copy(Path.of("src/test/resources/com/adgenius/host/app/proof/external-plugin"), project);
        maven(project, "package");
        Path jar = project.resolve("target/external-1.4.0.jar");

        try (HostProcess host = HostProcess.start(folder.resolve("data"))) {
            Api administrator = Api.administrator(host);
            Api studio = administrator.tenant("studio");
            administrator.upload(jar).expect(201);
            administrator
                    .replace("/admin/plugins/external/route", body -> {
                        body.put("stable", "1.4.0");
                        body.putNull("canary").putObject("pins");
                    })
                    .expect(200);
            administrator
                    .put("/admin/plugins/external/tenants/studio", body -> body.put("enabled", true))
                    .expect(200);
            List<String> classes = hostClasses();
            assertThat(classes).hasSizeGreaterThan(5000);

            for (int from = 0; from < classes.size(); from += CHUNK) {
                JsonNode note = note(studio, classes.subList(from, Math.min(from + CHUNK, classes.size())));
                assertThat(note.get("loaded")).hasSize(1);
                assertThat(note.at("/jackson/0").asText()).isEqualTo("2.22.4 own");
            }
            JsonNode planted = note(studio, List.of("com.adgenius.plugin.Brief"));
            assertThat(planted.at("/loaded/1").asText())
                    .as("a class that can be loaded would be reported")
                    .isEqualTo("com.adgenius.plugin.Brief");
        }
    }

    /** Asks the plugin which of the classes it can load. */
    private static JsonNode note(Api studio, List<String> classes) throws Exception {
        String id = studio.post("/creatives", body -> {
                    body.put("kind", "text").put("prompt", "Which classes?").put("generator", "external");
                    body.putArray("formats").add("external_note");
                    ArrayNode names = body.putObject("options").putArray("classes");
                    classes.forEach(names::add);
                })
                .expect(202)
                .json()
                .get("id")
                .asText();
        JsonNode creative = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> studio.get("/creatives/" + id).expect(200).json(),
                        found -> List.of("ready", "failed")
                                .contains(found.get("status").asText()));
        assertThat(creative.get("status").asText()).as(creative.toString()).isEqualTo("ready");
        return studio.get("/creatives/" + id + "/content?format=external_note")
                .expect(200)
                .json()
                .findValue("fields");
    }

    /** Every class on the host's class path but those that a plugin may see and those that this plugin brings itself. */
    private static List<String> hostClasses() throws IOException {
        List<String> classes = new ArrayList<>();
        try (Stream<Path> jars = Files.list(RebuiltPlugin.DISTRIBUTION.resolve("lib"))) {
            for (Path jar :
                    jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    file.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.endsWith(".class")
                                    && !name.contains("META-INF")
                                    && !name.endsWith("-info.class"))
                            .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                            .filter(name -> !name.startsWith("com.adgenius.plugin.")
                                    && !name.startsWith("com.fasterxml.jackson.")
                                    && !name.equals("org.pf4j.Extension")
                                    && !name.equals("org.pf4j.ExtensionPoint"))
                            .forEach(classes::add);
                }
            }
        }
        return classes;
    }

    /** Installs the plugin API from a copy of its sources into a repository of this test's own. */
    private void installPluginApi() throws Exception {
        Path sources = folder.resolve("plugin-api-sources");
        copy(HostProcess.CHECKOUT.resolve("plugin-api/api/src/main"), sources.resolve("plugin-api/api/src/main"));
        for (String file : List.of("pom.xml", "plugin-api/api/pom.xml")) {
            Files.copy(HostProcess.CHECKOUT.resolve(file), sources.resolve(file));
        }
        String parent = Files.readString(sources.resolve("pom.xml"));
        Files.writeString(
                sources.resolve("pom.xml"),
                parent.replaceAll("(?s)<modules>.*</modules>", "<modules><module>plugin-api/api</module></modules>"));
        maven(sources, "install", "-Dspotless.check.skip=true");
    }

    private void maven(Path project, String... arguments) throws Exception {
        Path log = folder.resolve(project.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                HostProcess.CHECKOUT.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2", "repository"),
                "-Dmaven.repo.local.tail.ignoreAvailability=true"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        int status = builder.start().waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
