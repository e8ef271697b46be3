package com.adgenius.leak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches a heap dump backwards, from closed loaders to what reaches them: each pass through the dump finds the objects that
 * refer to those of the pass before. A path ends at a root, at a static field of a class that is not the plugin's, and at
 * a class loader of the host's. Weak and phantom references lead nowhere; soft ones do when asked for.
 */
final class PathSearch {

    /** Passes through the dump. A longer chain of references is not followed. */
    private static final int PASSES = 48;
    /** Objects that are remembered. */
    private static final int OBJECTS = 3_000_000;
    /** Passes that are made on after a loader's first holder was found, to find others. */
    private static final int FURTHER = 6;
    /** Holders of one loader. */
    private static final int HOLDERS = 8;

    private final HeapGraph graph;
    private final boolean soft;
    private final BooleanSupplier inTime;
    private final Map<Long, LongMap<Boolean>> visited = new HashMap<>();
    private final Map<Long, List<HeapPath>> holders = new HashMap<>();
    private final Map<Long, Integer> firstFound = new HashMap<>();
    private LongMap<List<HeapPath>> frontier = new LongMap<>();
    private LongMap<List<HeapPath>> next = new LongMap<>();
    private int objects;
    private int pass;

    PathSearch(HeapGraph graph, boolean soft, BooleanSupplier inTime) {
        this.graph = graph;
        this.soft = soft;
        this.inTime = inTime;
    }

    /** The paths to each of the loaders, those found first before others. */
    Map<Long, List<HeapPath>> search(Collection<Long> loaders) throws IOException {
        for (long loader : loaders) {
            visited.put(loader, new LongMap<>());
            holders.put(loader, new ArrayList<>());
            add(loader, new HeapPath(loader, null, "", null, loader, 0));
        }
        while (next.size() > 0 && pass < PASSES && objects < OBJECTS && inTime.getAsBoolean()) {
            pass++;
            frontier = next;
            next = new LongMap<>();
            graph.classes().forEachValue(this::visitClass);
            graph.dump().read(new Objects());
        }
        return holders;
    }

    private void add(long object, HeapPath path) {
        visited.get(path.loader()).put(object, true);
        objects++;
        List<HeapPath> paths = next.get(object);
        if (paths == null) {
            paths = new ArrayList<>(1);
            next.put(object, paths);
        }
        paths.add(path);
    }

    private boolean wanted(HeapPath from) {
        Integer found = firstFound.get(from.loader());
        return found == null
                || (pass <= found + FURTHER && holders.get(from.loader()).size() < HOLDERS);
    }

    /** An object refers to those paths' beginnings. */
    private void hit(
            long object, @Nullable HeapClass type, String reference, List<HeapPath> to, long position, boolean field) {
        for (HeapPath path : to) {
            if (wanted(path) && !visited.get(path.loader()).contains(object)) {
                HeapPath longer = new HeapPath(object, type, reference, path, path.loader(), position);
                if (ends(longer, field)) {
                    visited.get(path.loader()).put(object, true);
                    holders.get(path.loader()).add(longer);
                    firstFound.putIfAbsent(path.loader(), pass);
                } else {
                    add(object, longer);
                }
            }
        }
    }

    private boolean ends(HeapPath path, boolean field) {
        HeapClass type = path.type();
        if (path.isClass()) {
            return field && (type == null || !visited.get(path.loader()).contains(type.loader()));
        }
        if (type != null && type.is("java.lang.ClassLoader", graph.classes())) {
            return !isPlugins(path);
        }
        return graph.isRoot(path.object());
    }

    /** A loader of the plugin's own has the plugin's loader above it, and so leads there by its parents. */
    private static boolean isPlugins(HeapPath path) {
        for (HeapPath step = path; step != null; step = step.next()) {
            if (step.next() != null && !step.reference().endsWith(".parent")) {
                return false;
            }
        }
        return true;
    }

    private void visitClass(HeapClass type) {
        List<HeapPath> loader = type.loader() == 0 ? null : frontier.get(type.loader());
        if (loader != null) {
            hit(type.id(), type, "its class loader", loader, 0, false);
        }
        for (HeapClass.StaticReference reference : type.statics()) {
            List<HeapPath> value = reference.value() == 0 ? null : frontier.get(reference.value());
            if (value != null) {
                hit(type.id(), type, "static " + type.name() + "." + reference.name(), value, 0, true);
            }
        }
    }

    /** One pass through the objects. */
    private final class Objects implements HeapDump.Visitor {

        private final LongMap<Boolean> weak = new LongMap<>();

        @Override
        public boolean goesOn() {
            return objects < OBJECTS && inTime.getAsBoolean();
        }

        @Override
        public void instance(long id, long type, long position) {
            List<HeapPath> ofType = frontier.get(type);
            if (ofType != null) {
                hit(id, graph.classes().get(type), "its class", ofType, position, false);
            }
            for (HeapClass.Slot slot : graph.slots(type)) {
                long value = graph.dump().id(position + slot.offset());
                List<HeapPath> paths = value == 0 ? null : frontier.get(value);
                if (paths != null && !(slot.owner().equals("java.lang.ref.Reference") && isWeak(type))) {
                    HeapClass known = graph.classes().get(type);
                    String owner = known == null ? "?" : known.name();
                    hit(id, known, owner + "." + slot.name(), paths, position, true);
                }
            }
        }

        @Override
        public void objectArray(long id, long type, long position, int length) {
            List<HeapPath> ofType = frontier.get(type);
            if (ofType != null) {
                hit(id, graph.classes().get(type), "its class", ofType, 0, false);
            }
            for (int index = 0; index < length; index++) {
                long value = graph.dump().id(position + 8L * index);
                List<HeapPath> paths = value == 0 ? null : frontier.get(value);
                if (paths != null) {
                    hit(id, graph.classes().get(type), "[" + index + "]", paths, 0, true);
                }
            }
        }

        private boolean isWeak(long type) {
            Boolean known = weak.get(type);
            if (known == null) {
                HeapClass described = graph.classes().get(type);
                known = described != null
                        && (described.is("java.lang.ref.WeakReference", graph.classes())
                                || described.is("java.lang.ref.PhantomReference", graph.classes())
                                || (!soft && described.is("java.lang.ref.SoftReference", graph.classes())));
                weak.put(type, known);
            }
            return known;
        }
    }
}
