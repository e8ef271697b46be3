package com.adgenius.host.bench.swap;

import com.adgenius.host.bench.greeting.Greeter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.pf4j.JarPluginManager;

/** PF4J's own manager, which replaces a plugin by unloading it first: the control. */
final class Pf4jTarget implements SwapTarget {

    private final JarPluginManager manager;
    private final List<Path> jars;
    private volatile String pluginId;

    Pf4jTarget(Path folder, List<Path> jars) {
        this.manager = new JarPluginManager(folder);
        this.jars = jars;
        this.pluginId = start(1);
    }

    private String start(int version) {
        String id = manager.loadPlugin(jars.get(version - 1));
        manager.startPlugin(id);
        return id;
    }

    private Greeter greeter() {
        return manager.getExtensions(Greeter.class, pluginId).getFirst();
    }

    @Override
    public int greet(String name) {
        return greeter().greet(name);
    }

    @Override
    public void greet(String name, int pieces, int pause, IntConsumer listener) throws InterruptedException {
        greeter().greet(name, pieces, pause, listener);
    }

    @Override
    public void swap(int version) {
        manager.stopPlugin(pluginId);
        manager.unloadPlugin(pluginId);
        pluginId = start(version);
    }

    @Override
    public long loadersAlive() {
        throw new UnsupportedOperationException("Only failures of PF4J's update are counted");
    }

    @Override
    public void close() {
        // One by one: stopPlugins() ends in a ConcurrentModificationException (pf4j issue 656).
        manager.stopPlugin(pluginId);
        manager.unloadPlugin(pluginId);
    }
}
