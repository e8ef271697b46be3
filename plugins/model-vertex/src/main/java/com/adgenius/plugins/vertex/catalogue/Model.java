package com.adgenius.plugins.vertex.catalogue;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be asked.
 *
 * @param id as settings name it; of a model of Google's also Google's name for it
 * @param kind what it makes
 * @param call how it is called
 * @param price what it costs, if that is known
 * @param retiresOn the day from which Google may no longer serve it, if one is announced
 * @param fallback the id of the model to use instead, if there is one
 * @param endpoint the number of the tenant's endpoint that serves it; empty for a model of Google's
 * @param dimensions the sizes of vectors it can be asked for, the usual one first; empty where it makes no vectors
 */
public record Model(
        String id,
        ModelKind kind,
        CallShape call,
        Optional<Price> price,
        Optional<LocalDate> retiresOn,
        Optional<String> fallback,
        Optional<String> endpoint,
        List<Integer> dimensions) {

    public Model {
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(call, "call is null");
        requireNonNull(price, "price is null");
        requireNonNull(retiresOn, "retiresOn is null");
        requireNonNull(fallback, "fallback is null");
        requireNonNull(endpoint, "endpoint is null");
        dimensions = List.copyOf(dimensions);
    }

    /**
     * A price.
     *
     * @param text for people
     * @param date when it held, as exactly as is known
     * @param source who said so
     */
    public record Price(String text, String date, String source) {

        public Price {
            requireNonNull(text, "text is null");
            requireNonNull(date, "date is null");
            requireNonNull(source, "source is null");
        }
    }

    /** Whether Google may no longer serve it on that day. */
    public boolean retiredOn(LocalDate day) {
        return retiresOn.filter(date -> !date.isAfter(day)).isPresent();
    }

    /** What an administrator should know of its retirement; empty where none is announced. */
    public Optional<String> warning(LocalDate today) {
        return retiresOn.map(date -> id
                + (retiredOn(today) ? " was retired by Google on " : " is retired by Google on ")
                + date
                + fallback.map(other -> "; choose " + other + " instead").orElse(""));
    }
}
