package com.adgenius.host.app.architecture;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes with a fault, written and compiled at test time, so that the packages are the product's and the product has none. */
final class PlantedClasses {
    private final Path sources;
    private final Path classes;
    private final List<Path> files = new ArrayList<>();

    PlantedClasses(Path folder) throws IOException {
        sources = Files.createDirectories(folder.resolve("sources"));
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    PlantedClasses add(String packageName, String className, String body) throws IOException {
        Path file = sources.resolve(packageName.replace('.', '/')).resolve(className + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package %s; public class %s { %s }".formatted(packageName, className, body));
        files.add(file);
        return this;
    }

    /** The folder with the compiled classes. */
    Path compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        // Surefire's own class path is one jar that names the others.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager fileManager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", classPath + File.pathSeparator + sources);
            boolean compiled = compiler.getTask(
                            messages, fileManager, null, options, null, fileManager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("a planted class does not compile: " + messages);
            }
        }
        return classes;
    }
}
