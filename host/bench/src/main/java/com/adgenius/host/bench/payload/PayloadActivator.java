package com.adgenius.host.bench.payload;

import com.adgenius.host.bench.greeting.Greeter;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Registers the extension as an OSGi service. */
public final class PayloadActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(Greeter.class, new PayloadGreeter(), FrameworkUtil.asDictionary(Map.of()));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
