package com.adgenius.host.app.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.app.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tree with the real launcher in it, a JDK that prints its arguments and a Maven that writes down each build and then
 * does what the test says.
 */
final class LauncherTree {
    private static final long DEADLINE_SECONDS = 60;

    private final Path root;
    private final Path jdk;

    private LauncherTree(Path root, Path jdk) {
        this.root = root;
        this.jdk = jdk;
    }

    static LauncherTree in(Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("a tree"));
        LauncherTree tree = new LauncherTree(root, folder.resolve("jdk"));
        Files.copy(SourceTree.root().resolve("adgenius"), root.resolve("adgenius"));
        executable(root.resolve("adgenius"));
        for (String room : List.of("plugin-api", "plugins", "host", ".mvn")) {
            Files.createDirectories(root.resolve(room));
        }
        tree.write("pom.xml", "<project/>").write("host/runtime/src/main/java/Lease.java", "interface Lease {}");
        tree.jdk("25");
        return tree.maven("");
    }

    Path root() {
        return root;
    }

    LauncherTree write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** The only JDK that the launcher is told of. */
    LauncherTree jdk(String version) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        for (String program : List.of("java", "javac")) {
            Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            executable(jdk.resolve("bin").resolve(program));
        }
        return this;
    }

    /** What a build does after it has made the distribution. */
    LauncherTree maven(String script) throws IOException {
        write("mvnw", """
                #!/bin/sh
                echo "$@" >>builds
                mkdir -p host/app/target/adgenius/lib host/app/target/adgenius/plugins
                rm -f host/app/target/adgenius/built-from
                %s
                """.formatted(script));
        executable(root.resolve("mvnw"));
        return this;
    }

    List<String> builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    Outcome launch(String... arguments) throws IOException, InterruptedException {
        return launch(root.resolve("adgenius"), Map.of(), arguments);
    }

    Outcome launch(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = root.resolveSibling("out");
        Path err = root.resolveSibling("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.getRoot().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ADGENIUS_"));
        builder.environment().put("ADGENIUS_JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end within " + DEADLINE_SECONDS + " s");
        }
        return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static void executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    /** How a launch ended and what it said. */
    record Outcome(int status, String output, String errors) {}
}
