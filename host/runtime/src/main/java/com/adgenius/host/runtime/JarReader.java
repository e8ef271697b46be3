package com.adgenius.host.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar twice: by its directory, as the class loader will, and from its first byte to its last, as it was written.
 * Where the two differ somebody could show one jar to the inspection and another to the loader, so it is refused.
 */
final class JarReader {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Path jar;
    private final ArtifactLimits limits;
    private final Findings findings;
    private final Map<String, ZipEntry> directory = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final JarEntryReader entries;

    private JarReader(Path jar, ArtifactLimits limits, Findings findings) {
        this.jar = jar;
        this.limits = limits;
        this.findings = findings;
        this.entries = new JarEntryReader(limits, findings);
    }

    /**
     * Reads the jar; empty when it is so damaged or large that nothing more can be said.
     *
     * @param sha256 its checksum, where that is known
     */
    static Optional<JarContents> read(Path jar, Optional<String> sha256, ArtifactLimits limits, Findings findings) {
        JarReader reader = new JarReader(jar, limits, findings);
        boolean readable = reader.readDirectory() && reader.readEntries();
        findings.conclude("archive", reader.seen.size() + " entries");
        if (!readable) {
            return Optional.empty();
        }
        reader.entries.checkClasses();
        findings.conclude("classes", reader.entries.classes().size() + " classes that this Java can read");
        try {
            return Optional.of(new JarContents(
                    sha256.isPresent() ? sha256.get() : Sha256.of(jar),
                    Files.size(jar),
                    reader.entries.classes(),
                    reader.entries.content(MANIFEST),
                    reader.entries
                            .content(ExtensionIndex.ENTRY)
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            findings.refuse(RefusalCode.CORRUPT_JAR, "The jar cannot be read: " + e.getMessage());
            findings.conclude("checksum", "");
            return Optional.empty();
        }
    }

    private boolean readDirectory() {
        try {
            long size = Files.size(jar);
            if (size > limits.size()) {
                findings.refuse(
                        RefusalCode.TOO_LARGE,
                        "The jar has " + size + " bytes; at most " + limits.size() + " are accepted");
                return false;
            }
            try (ZipFile file = new ZipFile(jar.toFile())) {
                if (file.size() > limits.entries()) {
                    findings.refuse(
                            RefusalCode.TOO_LARGE,
                            "The jar has " + file.size() + " entries; at most " + limits.entries() + " are accepted");
                    return false;
                }
                file.stream().forEach(this::addToDirectory);
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            findings.refuse(
                    RefusalCode.CORRUPT_JAR,
                    "The file is no complete jar (" + e.getMessage() + "); build and upload it again");
            return false;
        }
    }

    private void addToDirectory(ZipEntry entry) {
        EntryNames.problem(entry.getName())
                .ifPresent(problem ->
                        findings.refuse(RefusalCode.UNSAFE_ENTRY, "The entry \"" + entry.getName() + "\" " + problem));
        if (directory.put(key(entry), entry) != null && !entry.isDirectory()) {
            refuseDuplicate(entry.getName());
        }
    }

    private boolean readEntries() {
        String current = "the first entry";
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream zip = new WideZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                current = entry.getName();
                if (!seen.add(key(entry)) && !entry.isDirectory() && directory.containsKey(key(entry))) {
                    refuseDuplicate(entry.getName());
                }
                ZipEntry listed = directory.get(key(entry));
                if (!entries.read(entry, listed, zip)) {
                    return false;
                }
                checkAgreement(entry, listed);
            }
        } catch (IOException | IllegalArgumentException e) {
            findings.refuse(
                    RefusalCode.CORRUPT_JAR,
                    "The jar is damaged at " + current + " (" + e.getMessage() + "); build and upload it again");
            return false;
        }
        directory.values().stream()
                .filter(entry -> !seen.contains(key(entry)))
                .forEach(entry -> findings.refuse(
                        RefusalCode.CORRUPT_JAR,
                        "The jar's directory lists " + entry.getName()
                                + ", which does not stand among its entries; build it with a standard tool"));
        return true;
    }

    private void checkAgreement(ZipEntry entry, @Nullable ZipEntry listed) {
        if (listed == null) {
            findings.refuse(
                    RefusalCode.CORRUPT_JAR,
                    "The jar holds " + entry.getName()
                            + ", which its directory does not list; build it with a standard tool");
        } else if (listed.getCrc() != entry.getCrc() || listed.getSize() != entry.getSize()) {
            findings.refuse(
                    RefusalCode.CORRUPT_JAR,
                    "The jar's directory and its entry " + entry.getName()
                            + " disagree; build it with a standard tool");
        }
    }

    private void refuseDuplicate(String name) {
        findings.refuse(
                RefusalCode.DUPLICATE_ENTRY,
                "The jar has two entries " + name + "; which one would be loaded is left to chance, so remove one");
    }

    /** The JDK finds the manifest whatever its case, so two that differ in case alone are one name too many. */
    private static String key(ZipEntry entry) {
        String name = entry.getName();
        return name.toUpperCase(Locale.ROOT).equals(MANIFEST) ? MANIFEST : name;
    }
}
