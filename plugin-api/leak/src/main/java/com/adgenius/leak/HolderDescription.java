package com.adgenius.leak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words what a path through a heap dump begins at. */
final class HolderDescription {

    /** Steps that are told of a path. */
    private static final int STEPS = 8;

    private static final Pattern TASKS = Pattern.compile("java\\.util\\.(TaskQueue|TimerThread|TimerTask"
            + "|concurrent\\.ScheduledThreadPoolExecutor\\$.*|concurrent\\.DelayScheduler.*"
            + "|concurrent\\.CompletableFuture\\$Delayed.*|concurrent\\.DelayQueue)");

    private static final String SOFTLY = ", softly: the JVM lets go of it when memory runs short";

    private final HeapGraph graph;
    private final Map<Long, String> threadNames;

    HolderDescription(HeapGraph graph, Map<Long, String> threadNames) {
        this.graph = graph;
        this.threadNames = threadNames;
    }

    /** The thread objects that paths begin at or lead through, and the ids of their names. */
    static Map<Long, Long> threads(HeapGraph graph, List<HeapPath> paths) {
        Map<Long, Long> names = new LinkedHashMap<>();
        for (HeapPath path : paths) {
            threadOf(graph, path)
                    .ifPresent(thread -> graph.thread(thread)
                            .ifPresent(live -> names.put(thread, name(graph, live.type(), live.position()))));
            for (HeapPath step : path.steps()) {
                if (step.position() != 0 && step.type() != null && isThread(graph, step)) {
                    names.put(step.object(), name(graph, step.type(), step.position()));
                }
            }
        }
        return names;
    }

    private static long name(HeapGraph graph, HeapClass type, long position) {
        return graph.dump().id(position + graph.offset(type.id(), "name"));
    }

    /** The thread on whose stack the path begins. */
    private static Optional<Long> threadOf(HeapGraph graph, HeapPath path) {
        return graph.root(path.object())
                .filter(root -> root.kind() != HeapDump.Root.THREAD && root.thread() != 0)
                .map(HeapGraph.Root::thread);
    }

    private static boolean isThread(HeapGraph graph, HeapPath step) {
        return step.type() != null && step.type().is("java.lang.Thread", graph.classes());
    }

    /** The holders that the paths begin at, each once. */
    List<LeakHolder> holders(List<HeapPath> paths) {
        Set<String> seen = new HashSet<>();
        List<LeakHolder> holders = new ArrayList<>();
        for (HeapPath path : paths) {
            LeakHolder holder = holder(path);
            if (seen.add(holder.kind() + holder.detail())) {
                holders.add(holder);
            }
        }
        return holders;
    }

    private LeakHolder holder(HeapPath path) {
        List<HeapPath> steps = path.steps();
        LeakHolder.Kind kind = kind(path, steps);
        String detail = switch (kind) {
            case THREAD, VIRTUAL_THREAD, SCHEDULED_TASK, SHUTDOWN_HOOK, THREAD_LOCAL ->
                threadDetail(path, steps) + valueDetail(steps, kind);
            default -> rootDetail(path);
        };
        return new LeakHolder(kind, detail + (isSoft(steps) ? SOFTLY : ""), told(steps));
    }

    private boolean isSoft(List<HeapPath> steps) {
        return steps.stream()
                .anyMatch(step -> step.type() != null
                        && !step.isClass()
                        && step.type().is("java.lang.ref.SoftReference", graph.classes()));
    }

    private LeakHolder.Kind kind(HeapPath path, List<HeapPath> steps) {
        Set<String> types = steps.stream().map(HeapPath::typeName).collect(Collectors.toSet());
        Optional<String> onStackOf = threadOf(graph, path)
                .flatMap(graph::thread)
                .map(thread -> thread.type().name());
        onStackOf.ifPresent(types::add);
        if (types.contains("java.lang.ApplicationShutdownHooks")) {
            return LeakHolder.Kind.SHUTDOWN_HOOK;
        }
        if (types.contains("java.sql.DriverManager")) {
            return LeakHolder.Kind.DRIVER;
        }
        if (types.stream().anyMatch(type -> TASKS.matcher(type).matches())) {
            return LeakHolder.Kind.SCHEDULED_TASK;
        }
        if (types.contains("java.lang.ThreadLocal$ThreadLocalMap")) {
            return LeakHolder.Kind.THREAD_LOCAL;
        }
        if (isThread(graph, path) || onStackOf.isPresent()) {
            return onStackOf.orElse(path.typeName()).contains("VirtualThread")
                    ? LeakHolder.Kind.VIRTUAL_THREAD
                    : LeakHolder.Kind.THREAD;
        }
        return LeakHolder.Kind.HOST_OBJECT;
    }

    private String threadDetail(HeapPath path, List<HeapPath> steps) {
        Optional<Long> onStackOf = threadOf(graph, path);
        if (onStackOf.isPresent()) {
            return thread(
                            onStackOf.get(),
                            graph.thread(onStackOf.get())
                                    .map(live -> live.type().name())
                                    .orElse("?")) + ", on its stack an object of class " + path.typeName();
        }
        return steps.stream()
                .filter(step -> isThread(graph, step))
                .findFirst()
                .map(step -> thread(step.object(), step.typeName()))
                .orElseGet(() -> rootDetail(path));
    }

    private String thread(long object, String typeName) {
        return "thread \"" + threadNames.getOrDefault(object, "?") + "\" of class " + typeName;
    }

    private static String valueDetail(List<HeapPath> steps, LeakHolder.Kind kind) {
        return kind == LeakHolder.Kind.THREAD_LOCAL || kind == LeakHolder.Kind.SCHEDULED_TASK
                ? plugins(steps)
                        .map(step -> ", an object of class " + step.typeName())
                        .orElse("")
                : "";
    }

    /** The first object on the path that is of the plugin's own. */
    private static Optional<HeapPath> plugins(List<HeapPath> steps) {
        return steps.stream()
                .filter(step -> step.reference().equals("its class"))
                .findFirst();
    }

    private String rootDetail(HeapPath path) {
        if (path.isClass()) {
            return path.reference();
        }
        return graph.root(path.object())
                .map(root -> switch (root.kind()) {
                    case HeapDump.Root.JNI_GLOBAL -> "an object of class " + path.typeName() + " held by native code";
                    case HeapDump.Root.JAVA_FRAME, HeapDump.Root.JNI_LOCAL, HeapDump.Root.NATIVE_STACK ->
                        "an object of class " + path.typeName() + " on the stack of a thread";
                    default -> "an object of class " + path.typeName() + " held by the JVM";
                })
                .orElseGet(() -> "class loader of class " + path.typeName());
    }

    /** The first steps, up to the first object of the plugin's own. */
    private static List<String> told(List<HeapPath> steps) {
        List<String> told = new ArrayList<>();
        for (HeapPath step : steps) {
            boolean plugins =
                    step.reference().equals("its class") || step.reference().equals("its class loader");
            if (step.next() == null || told.size() == STEPS) {
                break;
            }
            told.add(plugins ? step.typeName() : step.reference());
            if (plugins) {
                break;
            }
        }
        return told;
    }
}
