package com.adgenius.host.runtime;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pf4j.processor.ExtensionStorage;

/** Reads the list of extensions that PF4J's annotation processor wrote. */
final class ExtensionIndex {

    static final String ENTRY = "META-INF/extensions.idx";

    private static final String REMEDY =
            "; annotate each extension with @Extension and build again. Where the build sets "
                    + "annotationProcessorPaths, pf4j must be one of them: without it the build succeeds and writes no index";

    private ExtensionIndex() {}

    static List<String> read(JarContents contents, Findings findings) {
        Set<String> names = new LinkedHashSet<>();
        contents.extensionIndex().ifPresent(text -> readInto(text, names));
        if (contents.extensionIndex().isEmpty()) {
            findings.refuse(RefusalCode.EXTENSION_INDEX_MISSING, "The jar has no " + ENTRY + REMEDY);
        } else if (names.isEmpty()) {
            findings.refuse(RefusalCode.EXTENSION_INDEX_MISSING, ENTRY + " names no extension" + REMEDY);
        }
        for (String name : names) {
            if (!contents.classes().contains(name)) {
                findings.refuse(
                        RefusalCode.EXTENSION_CLASS_MISSING,
                        ENTRY + " names " + name + ", which is not in the jar; build from clean");
            }
        }
        findings.conclude("extension index", names.size() + " extensions: " + String.join(", ", names));
        return List.copyOf(names);
    }

    private static void readInto(String text, Set<String> names) {
        try {
            ExtensionStorage.read(new StringReader(text), names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
