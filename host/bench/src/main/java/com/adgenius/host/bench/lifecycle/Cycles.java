package com.adgenius.host.bench.lifecycle;

import com.adgenius.host.bench.ApiOnlyLoader;
import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.Loaders;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.payload.PayloadGreeter;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Entry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.pf4j.JarPluginManager;

/** One load, one call and one unload, by each way there is. */
final class Cycles {

    private static final String NAME = "somebody";

    private Cycles() {}

    /** Our runtime: from the desired state to a closed class loader, which the loaders see. */
    static void runtime(GreeterRuntime host, ArtifactId id, Loaders loaders) throws Exception {
        host.route(id);
        host.runtime().call(id.pluginId(), host.runtime().tenant("acme"), Greeter.class, Entry.QUERY, greeter -> {
            loaders.see(greeter);
            return check(greeter);
        });
        host.unload(id);
    }

    /** A class loader and nothing around it: the floor. */
    static Greeter urlClassLoader(Path jar, ApiOnlyLoader api) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, api)) {
            Greeter greeter = (Greeter) loader.loadClass(PayloadGreeter.class.getName())
                    .getConstructor()
                    .newInstance();
            check(greeter);
            return greeter;
        }
    }

    /** PF4J's own manager. */
    static void pf4j(Path folder, Path jar) {
        JarPluginManager manager = new JarPluginManager(folder);
        String id = manager.loadPlugin(jar);
        manager.startPlugin(id);
        check(manager.getExtensions(Greeter.class, id).getFirst());
        manager.stopPlugin(id);
        manager.unloadPlugin(id);
    }

    private static int check(Greeter greeter) {
        int answer = greeter.greet(NAME);
        if (answer % 1000 != NAME.length() || answer < 1000) {
            throw new IllegalStateException("The payload answered " + answer);
        }
        return answer;
    }
}
