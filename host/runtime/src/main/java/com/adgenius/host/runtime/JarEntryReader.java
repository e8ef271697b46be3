package com.adgenius.host.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** Reads the contents of a jar's entries within the limits, and keeps of them what the inspection needs. */
final class JarEntryReader {

    /** Manifest and extension index; far above what either needs. */
    private static final int KEPT = 1 << 20;
    /** Below this an entry may inflate as it likes: small texts of one repeated line are harmless. */
    private static final long SMALL = 1 << 20;

    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,5})/(.+)");

    private final ArtifactLimits limits;
    private final Findings findings;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Map<String, byte[]> heads = new LinkedHashMap<>();
    private final Set<String> classes = new TreeSet<>();
    private final byte[] buffer = new byte[1 << 13];
    private long total;

    JarEntryReader(ArtifactLimits limits, Findings findings) {
        this.limits = limits;
        this.findings = findings;
    }

    /** Reads one entry to its end; false when a limit is exceeded and reading must stop. */
    boolean read(ZipEntry entry, @Nullable ZipEntry listed, InputStream content) throws IOException {
        String name = entry.getName();
        boolean keep = name.equals(ExtensionIndex.ENTRY)
                || name.toUpperCase(Locale.ROOT).equals("META-INF/MANIFEST.MF");
        long compressed = listed == null ? Long.MAX_VALUE : Math.max(1, listed.getCompressedSize());
        ByteArrayOutputStream head = new ByteArrayOutputStream(keep ? 1024 : ClassFileCheck.HEAD);
        int wanted = keep ? KEPT : ClassFileCheck.HEAD;
        long size = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            head.write(buffer, 0, Math.min(count, wanted - head.size()));
            size += count;
            total += count;
            if (total > limits.inflatedSize()) {
                findings.refuse(
                        RefusalCode.TOO_LARGE,
                        "The jar inflates to more than " + limits.inflatedSize() + " bytes at " + name);
                return false;
            }
            if (size > SMALL && size / limits.inflationRatio() > compressed) {
                findings.refuse(
                        RefusalCode.TOO_LARGE,
                        name + " inflates to more than " + limits.inflationRatio() + " times its size");
                return false;
            }
        }
        if (keep) {
            kept.put(name.equals(ExtensionIndex.ENTRY) ? name : "META-INF/MANIFEST.MF", head.toByteArray());
        } else if (name.endsWith(".class")) {
            addClass(name, head.toByteArray());
        }
        return true;
    }

    private void addClass(String entry, byte[] head) {
        Matcher versioned = VERSIONED.matcher(entry);
        String path = entry;
        if (versioned.matches()) {
            path = versioned.group(2);
            if (Integer.parseInt(versioned.group(1)) <= Runtime.version().feature()) {
                heads.put(entry, head);
            }
        } else {
            heads.put(entry, head);
        }
        classes.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
    }

    void checkClasses() {
        heads.forEach((entry, head) -> ClassFileCheck.check(entry, head, head.length, findings));
    }

    Set<String> classes() {
        return classes;
    }

    Optional<byte[]> content(String entry) {
        return Optional.ofNullable(kept.get(entry));
    }
}
