package com.adgenius.host.bench.osgi;

import com.adgenius.host.bench.greeting.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/** A started OSGi framework that shows bundles the payload's API. */
public final class OsgiHost implements AutoCloseable {

    private final Framework framework;

    private OsgiHost(FrameworkFactory factory, Path folder) throws BundleException {
        framework = factory.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                Greeter.class.getPackageName() + ",org.pf4j",
                // Felix's own log level: errors alone.
                "felix.log.level",
                "1",
                // Equinox: the API comes from the loader of this class, not from the platform's.
                "osgi.parentClassloader",
                "fwk"));
        framework.start();
    }

    /** Apache Felix. */
    public static OsgiHost felix(Path folder) throws BundleException {
        return new OsgiHost(new org.apache.felix.framework.FrameworkFactory(), folder);
    }

    /** Eclipse Equinox. */
    public static OsgiHost equinox(Path folder) throws BundleException {
        return new OsgiHost(new org.eclipse.osgi.launch.EquinoxFactory(), folder);
    }

    /** Installs and starts a bundle. */
    public Bundle install(Path jar) throws BundleException, IOException {
        try (InputStream bytes = Files.newInputStream(jar)) {
            Bundle bundle = context().installBundle(jar.toUri().toString(), bytes);
            bundle.start();
            return bundle;
        }
    }

    /** Replaces a bundle's content by that jar's: the old one is stopped, the new one started. */
    public void update(Bundle bundle, Path jar) throws BundleException, IOException {
        try (InputStream bytes = Files.newInputStream(jar)) {
            bundle.update(bytes);
        }
    }

    /** The greeter that is registered now. */
    public Greeter greeter() {
        ServiceReference<Greeter> reference = context().getServiceReference(Greeter.class);
        if (reference == null) {
            throw new IllegalStateException("No greeter is registered in " + framework.getSymbolicName());
        }
        return context().getService(reference);
    }

    /** An open tracker of the greeter. */
    public ServiceTracker<Greeter, Greeter> tracker() {
        ServiceTracker<Greeter, Greeter> tracker = new ServiceTracker<>(context(), Greeter.class, null);
        tracker.open();
        return tracker;
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
