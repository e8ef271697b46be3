package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.Set;

/**
 * What was read from a jar.
 *
 * @param sha256 of its bytes
 * @param size in bytes
 * @param classes binary names of its classes, those of {@code META-INF/versions} included
 * @param manifest the bytes of its manifest, if it has one
 * @param extensionIndex the text of its extension index, if it has one
 */
record JarContents(
        String sha256, long size, Set<String> classes, Optional<byte[]> manifest, Optional<String> extensionIndex) {}
