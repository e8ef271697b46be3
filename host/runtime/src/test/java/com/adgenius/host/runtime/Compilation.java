package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles plugins from source while tests run. The same source is compiled once. */
final class Compilation {

    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("public (?:final |abstract )*(?:class|interface|record) (\\w+)");

    private Compilation() {}

    /** Class files by the name of their entry in a jar. */
    static Map<String, byte[]> compile(String source, String... options) {
        return COMPILED.computeIfAbsent(source + List.of(options), ignored -> compileNow(source, List.of(options)));
    }

    /** The binary name of the source's public type. */
    static String typeName(String source) {
        return find(PACKAGE, source) + "." + find(TYPE, source);
    }

    /** One at a time: the file manager, which knows the class path by then, is kept. */
    private static synchronized Map<String, byte[]> compileNow(String source, List<String> options) {
        Map<String, ByteArrayOutputStream> output = new HashMap<>();
        StringWriter messages = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn"));
        arguments.addAll(options);
        boolean compiled = COMPILER.getTask(
                        messages,
                        new Memory(FILES, output),
                        null,
                        arguments,
                        null,
                        List.of(new Source(typeName(source), source)))
                .call();
        assertThat(compiled).as("%s", messages).isTrue();
        Map<String, byte[]> classes = new TreeMap<>();
        output.forEach((name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
        return classes;
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        assertThat(matcher.find()).as("%s in %s", pattern, source).isTrue();
        return matcher.group(1);
    }

    /** A source text. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String typeName, String text) {
            super(URI.create("string:///" + typeName.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps class files in memory. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> output;

        Memory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> output) {
            super(files);
            this.output = output;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    output.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
