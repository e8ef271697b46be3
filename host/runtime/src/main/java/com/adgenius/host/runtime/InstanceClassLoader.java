package com.adgenius.host.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one instance: those of the JDK's platform loader, those that the API lets it see, and those of its
 * own jar. Nothing else of the host is visible, neither classes nor resources.
 *
 * <p>Signatures in the jar are not verified here: what is left of them in a shaded jar would refuse good classes, and the
 * artifact's checksum has been verified as a whole.
 */
final class InstanceClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Its packages, of all modules that plugins see. */
    private static final Set<String> PLATFORM = platformPackages();

    private final PluginApi api;
    private final JarFile jar;
    private final URI location;
    private final ProtectionDomain domain;
    private volatile boolean closed;

    /** A loader on the copy's jar; to be closed before the copy is given back. */
    InstanceClassLoader(String name, PluginApi api, PrivateCopy copy) {
        super(name, ClassLoader.getPlatformClassLoader());
        this.api = api;
        this.jar = copy.open();
        this.location = copy.jar().toUri();
        this.domain = new ProtectionDomain(codeSource(location), null, this, null);
    }

    private static CodeSource codeSource(URI location) {
        try {
            return new CodeSource(location.toURL(), (Certificate[]) null);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The file " + location + " has no URL", e);
        }
    }

    private static Set<String> platformPackages() {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        return ModuleLayer.boot().modules().stream()
                .filter(module -> module.getClassLoader() == null || module.getClassLoader() == platform)
                .flatMap(module -> module.getPackages().stream())
                .collect(Collectors.toUnmodifiableSet());
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

    /** The platform first; it is not asked in vain for the jar's own packages, since each answer of that kind is costly. */
    private Class<?> fromPlatformOrJar(String name) throws ClassNotFoundException {
        if (!PLATFORM.contains(packageOf(name)) && entry(path(name)) != null) {
            return findClass(name);
        }
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
            return findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry entry = entry(path(name));
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
        String name = packageOf(className);
        if (!name.isEmpty() && getDefinedPackage(name) == null) {
            try {
                definePackage(name, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException alreadyDefinedByAnotherThread) {
                assert getDefinedPackage(name) != null;
            }
        }
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
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
            return closed ? null : jar.getJarEntry(name);
        } catch (IllegalStateException copyWasGivenBackMeanwhile) {
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

    /** From now on it finds nothing. */
    void close() {
        closed = true;
    }
}
