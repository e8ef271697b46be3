package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document has nothing that Redocly's strict rules would report. Needs npm, which brings Redocly. */
class DocumentLintIT {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path TOOL = SourceTree.root().resolve("host/app/src/test/lint");

    @TempDir
    static Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(has("npm"), "npm is missing, which brings the linter");
        for (String file : List.of("package.json", "package-lock.json", "redocly.yaml", ".redocly.lint-ignore.yaml")) {
            Files.copy(TOOL.resolve(file), folder.resolve(file));
        }
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", folder.resolve("cache") + "");
    }

    private static boolean has(String program) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** What the program wrote to its standard output. */
    private static String run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends", command[0])
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static List<String> problems(JsonNode document) throws Exception {
        Files.write(folder.resolve("openapi.json"), MAPPER.writeValueAsBytes(document));
        JsonNode report = MAPPER.readTree(run("node_modules/.bin/redocly", "lint", "openapi.json", "--format=json"));
        assertThat(report.at("/totals/errors").isInt()).as("%s", report).isTrue();
        return report.path("problems")
                .valueStream()
                .filter(problem -> !problem.path("ignored").asBoolean())
                .map(problem -> problem.path("ruleId").asText() + " "
                        + problem.at("/location/0/pointer").asText() + ": "
                        + problem.path("message").asText())
                .toList();
    }

    private static JsonNode document() {
        return HostUnderTest.shared()
                .anonymous()
                .get("//api/openapi.json")
                .expect(200)
                .json();
    }

    @Test
    void findsNothingInTheDocument() throws Exception {
        assertThat(problems(document())).isEmpty();
    }

    @Test
    void reportsAnOperationWithoutASummaryAndAReferenceToNothing() throws Exception {
        ObjectNode planted = document().deepCopy();
        ((ObjectNode) planted.at("/paths/~1api~1v1~1tenant/get")).remove("summary");
        ((ObjectNode) planted.at("/components/schemas")).remove("Brand");

        assertThat(String.join("\n", problems(planted))).contains("operation-summary", "no-unresolved-refs");
    }
}
