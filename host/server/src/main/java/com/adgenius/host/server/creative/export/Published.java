package com.adgenius.host.server.creative.export;

import com.adgenius.plugin.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads limits as a plugin publishes them with a format. What has not the form of a limit is passed over. */
final class Published {

    private Published() {}

    /** The objects in that list. */
    static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    static Optional<BigDecimal> number(Map<?, ?> owner, String name) {
        return owner.get(name) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString()))
                : Optional.empty();
    }

    static Optional<String> text(Map<?, ?> owner, String name) {
        return owner.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Where the limit was read; where the format was, unless it says so itself. */
    static String source(Map<?, ?> limit, Format format) {
        return text(limit, "source").orElse(format.source());
    }

    static String checked(Map<?, ?> limit, Format format) {
        return text(limit, "checked").orElse(format.checked().toString());
    }
}
