package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * An object of the driver that remembers how it came to be, as does all that it gives: what was asked of it can be asked
 * once more over the connection that is the right one then. {@link Await} does so where a login was refused, which is
 * before anything was sent.
 */
final class Reconnecting implements InvocationHandler {

    private final Supplier<Object> origin;
    private final Object target;

    private Reconnecting(Supplier<Object> origin, Object target) {
        this.origin = origin;
        this.target = requireNonNull(target, "the driver gave nothing");
    }

    /** What a driver's object is that can be asked for once more. */
    interface Repeatable {

        /** The same, over the connection that is the right one now. */
        Object again();
    }

    /** The database that the supplier gives, each time over the connection that is the right one then. */
    static MongoDatabase database(Supplier<MongoDatabase> databases) {
        return MongoDatabase.class.cast(over(MongoDatabase.class, databases::get, databases.get()));
    }

    private static Object over(Class<?> type, Supplier<Object> origin, Object target) {
        return Proxy.newProxyInstance(
                Reconnecting.class.getClassLoader(),
                new Class<?>[] {type, Repeatable.class},
                new Reconnecting(origin, target));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Repeatable.class) {
            return origin.get();
        }
        Object result = call(method, target, arguments);
        return isRemembered(method.getReturnType())
                ? over(method.getReturnType(), () -> repeated(method, arguments), requireNonNull(result))
                : result;
    }

    private static boolean isRemembered(Class<?> type) {
        return type == MongoDatabase.class || type == MongoCollection.class || Publisher.class.isAssignableFrom(type);
    }

    private Object repeated(Method method, Object @Nullable [] arguments) {
        try {
            return requireNonNull(call(method, origin.get(), arguments));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The driver's methods declare no exceptions", e);
        }
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
