package com.adgenius.host.app.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A host's jar whose program prints its command and a word, and nothing else. */
final class TinyHost {

    private static final String MAIN = "com/adgenius/host/app/Main";

    private TinyHost() {}

    /**
     * Compiles it. Words of the same length give jars of the same size.
     *
     * @param trainingStatus the status that {@code train} ends with
     */
    static Path jar(Path folder, String word, int trainingStatus) throws IOException {
        Path work = Files.createTempDirectory(folder, "host-");
        Path source = work.resolve(MAIN + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                package com.adgenius.host.app;

                public final class Main {
                    public static void main(String[] arguments) {
                        System.out.println(arguments[0] + " %s");
                        System.exit(arguments[0].equals("train") ? %d : 0);
                    }
                }
                """.formatted(word, trainingStatus), UTF_8);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", work.toString(), source.toString());
        if (status != 0) {
            throw new IOException("javac ended with status " + status);
        }
        byte[] type = Files.readAllBytes(work.resolve(MAIN + ".class"));
        Path jar = work.resolve("host.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(file)) {
            CRC32 checksum = new CRC32();
            checksum.update(type);
            ZipEntry entry = new ZipEntry(MAIN + ".class");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(type.length);
            entry.setCrc(checksum.getValue());
            output.putNextEntry(entry);
            output.write(type);
        }
        return jar;
    }
}
