package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A consumer's name and what it wants. Each name gets each event once, whichever node handles it, also what was published
 * while no node did.
 *
 * @param name for instance {@code work.text}
 * @param type the type of its events
 * @param qualifier the events of that topic alone, for instance {@code text}
 * @param tries how often an event may fail before it is a dead letter
 */
public record Subscription<E extends DomainEvent>(
        String name, EventType<E> type, Optional<String> qualifier, int tries) {

    /** How often an event may fail unless more is said. */
    public static final int TRIES = 5;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,99}");

    public Subscription {
        requireNonNull(type, "type is null");
        requireNonNull(qualifier, "qualifier is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Name \"" + name + "\" does not match " + NAME);
        }
        if (tries < 1) {
            throw new IllegalArgumentException("tries is " + tries);
        }
    }

    /** All events of the type. */
    public static <E extends DomainEvent> Subscription<E> of(String name, EventType<E> type) {
        return new Subscription<>(name, type, Optional.empty(), TRIES);
    }

    /** The events of the type with that qualifier. */
    public static <E extends DomainEvent> Subscription<E> of(String name, EventType<E> type, String qualifier) {
        return new Subscription<>(name, type, Optional.of(qualifier), TRIES);
    }

    boolean wants(DomainEvent event) {
        return event.eventType().equals(type)
                && qualifier
                        .map(wanted -> event.topic().equals(type.name() + "." + wanted))
                        .orElse(true);
    }
}
