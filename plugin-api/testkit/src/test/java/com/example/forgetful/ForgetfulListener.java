package com.example.forgetful;

import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.TenantContext;
import java.lang.reflect.Proxy;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Leaves behind what the event's type says. What is hidden is wrapped in the JDK's, so that nobody sees whose it is. */
public final class ForgetfulListener implements EventListener {

    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    /** Made by the test kit. */
    public ForgetfulListener() {}

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public void onEvent(Event event, TenantContext context) {
        switch (event.type()) {
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "forgotten-hook"));
            case "hook.hidden" -> {
                Thread hook = new Thread(new FutureTask<>(() -> this), "hidden-hook");
                hook.setContextClassLoader(null);
                Runtime.getRuntime().addShutdownHook(hook);
            }
            case "thread_local" -> LOCAL.set(this);
            case "thread_local.hidden" -> LOCAL.set(List.of(this));
            case "driver" -> register(getClass().getClassLoader());
            case "driver.hidden" -> register(Driver.class.getClassLoader());
            case "timer" -> new Timer("forgotten-timer", true).schedule(new Task(), TimeUnit.HOURS.toMillis(1));
            case "task" -> CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(() -> onEvent(event, context));
            case "task.soon" ->
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(() -> {});
            default -> throw new IllegalArgumentException(event.type());
        }
    }

    /** A driver made by a proxy of that loader's, whose handler is of this one. */
    private static void register(ClassLoader loader) {
        try {
            DriverManager.registerDriver((Driver) Proxy.newProxyInstance(
                    loader, new Class<?>[] {Driver.class}, (proxy, method, arguments) -> switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> 1;
                        default -> null;
                    }));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A task that is never run. */
    public static final class Task extends TimerTask {

        @Override
        public void run() {}
    }
}
