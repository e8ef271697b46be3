package com.adgenius.host.server.cache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Values that are forgotten together.
 *
 * @param name unique among the groups, {@code [a-z_]+}; another form of the values needs another name
 * @param type of the values; read and written as the API's JSON
 * @param time for which a value may be answered at most
 * @param limit the most characters of a value's JSON; what is larger is found out each time
 */
public record CacheGroup<T>(String name, Class<T> type, Duration time, int limit) {

    private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");

    public CacheGroup {
        requireNonNull(type, "type is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Group \"" + name + "\" does not match " + NAME);
        }
        if (!time.isPositive() || limit < 1) {
            throw new IllegalArgumentException("Group \"" + name + "\" needs a time and a limit");
        }
    }
}
