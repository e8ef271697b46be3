package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.CanonicalJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A webhook.
 *
 * @param id a UUIDv7
 * @param revision counts its changes
 * @param content what people say of it
 * @param secrets what its messages are signed with
 * @param state how it goes
 * @param after it hears of events after this sequence of the tenant's log
 * @param createdBy the user's id
 * @param createdAt when it was made
 * @param updatedAt when it was changed
 */
record Webhook(
        String id,
        long revision,
        Content content,
        Secrets secrets,
        State state,
        long after,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    Webhook {
        requireNonNull(id, "id is null");
        requireNonNull(content, "content is null");
        requireNonNull(secrets, "secrets is null");
        requireNonNull(state, "state is null");
        requireNonNull(createdBy, "createdBy is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(updatedAt, "updatedAt is null");
    }

    /** Whether it is to get this event. */
    boolean wants(String type, long sequence) {
        return content.enabled() && content.events().contains(type) && sequence > after;
    }

    /**
     * What people say of a webhook.
     *
     * @param url where its messages go
     * @param events the types of events it gets
     * @param description for people
     * @param enabled whether it is switched on
     */
    record Content(String url, Set<String> events, String description, boolean enabled) {

        Content {
            requireNonNull(url, "url is null");
            requireNonNull(description, "description is null");
            events = Set.copyOf(events);
        }

        /** The types in their order. */
        List<String> sortedEvents() {
            return List.copyOf(new TreeSet<>(events));
        }

        Content switchedOff() {
            return new Content(url, events, description, false);
        }

        /** Says whether two contents are the same. */
        String hash() {
            return CanonicalJson.sha256(
                    Map.of("url", url, "events", sortedEvents(), "description", description, "enabled", enabled));
        }
    }

    /**
     * The sealed secrets.
     *
     * @param current what signs
     * @param rotatedAt when it was made
     * @param previous what signs as well
     * @param previousUntil until then
     */
    record Secrets(String current, Instant rotatedAt, Optional<String> previous, Optional<Instant> previousUntil) {

        Secrets {
            requireNonNull(current, "current is null");
            requireNonNull(rotatedAt, "rotatedAt is null");
            requireNonNull(previous, "previous is null");
            requireNonNull(previousUntil, "previousUntil is null");
        }

        static Secrets first(String sealed, Instant now) {
            return new Secrets(sealed, now, Optional.empty(), Optional.empty());
        }

        Secrets rotated(String sealed, Instant now, Instant until) {
            return new Secrets(sealed, now, Optional.of(current), Optional.of(until));
        }

        /** What signs at that time, the newest first. */
        List<String> at(Instant now) {
            return previous.filter(_ -> previousUntil.filter(now::isBefore).isPresent())
                    .map(older -> List.of(current, older))
                    .orElseGet(() -> List.of(current));
        }
    }

    /**
     * How it goes.
     *
     * @param failingSince since when no try succeeded; empty where the last one did
     * @param disabledReason why the host switched it off; empty unless it did
     * @param disabledAt when
     */
    record State(Optional<Instant> failingSince, Optional<Reason> disabledReason, Optional<Instant> disabledAt) {

        static final State FRESH = new State(Optional.empty(), Optional.empty(), Optional.empty());

        State {
            requireNonNull(failingSince, "failingSince is null");
            requireNonNull(disabledReason, "disabledReason is null");
            requireNonNull(disabledAt, "disabledAt is null");
        }
    }

    /** Why the host switched a webhook off. */
    enum Reason {
        /** The receiver answered 410. */
        GONE,
        /** Nothing was delivered for days. */
        FAILING;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reason of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }
}
