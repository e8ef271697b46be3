package com.adgenius.host.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one instance: those of the JDK's platform loader, those that the API lets it see, and those of its
 * own jar. Nothing else of the host is visible, neither classes nor resources.
 *
 * <p>Signatures in the jar are not verified here: what is left of them in a shaded jar would refuse good classes, and the
 * artifact's checksum has been verified as a whole.
 */
final class InstanceClassLoader extends ClassLoader implements Closeable {

    static {
        registerAsParallelCapable();
    }

    private final PluginApi api;
    private final JarFile jar;
    private final URI location;
    private final ProtectionDomain domain;

    private InstanceClassLoader(String name, PluginApi api, JarFile jar, URI location) throws MalformedURLException {
        super(name, ClassLoader.getPlatformClassLoader());
        this.api = api;
        this.jar = jar;
        this.location = location;
        this.domain = new ProtectionDomain(new CodeSource(location.toURL(), (Certificate[]) null), null, this, null);
    }

    /** Opens a loader on the jar, which nobody else may change until it is closed. */
    static InstanceClassLoader open(String name, PluginApi api, Path jar) throws IOException {
        JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        return new InstanceClassLoader(name, api, file, jar.toUri());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = api.sees(name) ? api.loader().loadClass(name) : fromPlatformOrJar(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> fromPlatformOrJar(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
            return findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
        if (entry == null) {
            throw new ClassNotFoundException(name + " is neither in the JDK's platform, nor in the plugin API, nor in "
                    + getName() + "'s own jar");
        }
        try (InputStream content = jar.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            definePackage(name);
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(name + " cannot be read: " + e.getMessage());
        }
    }

    private void definePackage(String className) {
        int dot = className.lastIndexOf('.');
        String name = dot < 0 ? "" : className.substring(0, dot);
        if (!name.isEmpty() && getDefinedPackage(name) == null) {
            try {
                definePackage(name, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException alreadyDefinedByAnotherThread) {
                assert getDefinedPackage(name) != null;
            }
        }
    }

    /** Defines a class of the host's in here, once, for cleaning that only the plugin's own classes may do. */
    Class<?> define(String name, byte[] bytes) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> defined = findLoadedClass(name);
            return defined == null ? defineClass(name, bytes, 0, bytes.length, domain) : defined;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        JarEntry entry = entry(name);
        return entry == null ? null : url(entry);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL resource = findResource(name);
        return resource == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(resource));
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        InputStream platform = getPlatformClassLoader().getResourceAsStream(name);
        if (platform != null) {
            return platform;
        }
        JarEntry entry = entry(name);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable JarEntry entry(String name) {
        try {
            return jar.getJarEntry(name);
        } catch (IllegalStateException closed) {
            return null;
        }
    }

    private URL url(JarEntry entry) {
        try {
            URI uri = new URI("jar", location + "!/" + entry.getRealName(), null);
            return URL.of(uri, new UncachedJarHandler());
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException("The entry " + entry.getName() + " has no URL", e);
        }
    }

    @Override
    public void close() {
        try {
            jar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
