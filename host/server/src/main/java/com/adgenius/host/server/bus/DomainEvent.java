package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened, as the parts of the host tell each other. Each kind has an {@link EventType}. */
public sealed interface DomainEvent {

    /** Its type. */
    EventType<?> eventType();

    /** What subscriptions choose by: the type's name, perhaps with a qualifier. */
    default String topic() {
        return eventType().name();
    }

    /**
     * Somebody who had no account has one now, and belongs to a tenant: by a registration or by an invitation.
     *
     * @param userId who
     * @param email where they are reached, verified
     * @param name as given
     * @param company the name of that tenant
     * @param tenant its slug
     */
    record UserRegistered(String userId, String email, String name, String company, String tenant)
            implements DomainEvent {

        public UserRegistered {
            requireNonNull(userId, "userId is null");
            requireNonNull(email, "email is null");
            requireNonNull(name, "name is null");
            requireNonNull(company, "company is null");
            requireNonNull(tenant, "tenant is null");
        }

        @Override
        public EventType<UserRegistered> eventType() {
            return EventType.USER_REGISTERED;
        }
    }

    /**
     * A creative waits for a worker. The kind qualifies the topic, so that each kind has a work queue of its own.
     *
     * @param creativeId which one
     * @param kind {@code text}, {@code image} or {@code video}
     * @param run which run of it, from 1
     */
    record CreativeRequested(String creativeId, String kind, int run) implements DomainEvent {

        public CreativeRequested {
            requireNonNull(creativeId, "creativeId is null");
            requireNonNull(kind, "kind is null");
        }

        @Override
        public EventType<CreativeRequested> eventType() {
            return EventType.CREATIVE_REQUESTED;
        }

        @Override
        public String topic() {
            return eventType().name() + "." + kind;
        }
    }

    /**
     * A creative is ready.
     *
     * @param creativeId which one
     * @param kind {@code text}, {@code image} or {@code video}
     * @param generator the plugin that made it
     */
    record CreativeGenerated(String creativeId, String kind, String generator) implements DomainEvent {

        public CreativeGenerated {
            requireNonNull(creativeId, "creativeId is null");
            requireNonNull(kind, "kind is null");
            requireNonNull(generator, "generator is null");
        }

        @Override
        public EventType<CreativeGenerated> eventType() {
            return EventType.CREATIVE_GENERATED;
        }
    }

    /**
     * A ready creative is another now: people changed it, removed it or brought it back. What exactly is read from the
     * creative.
     *
     * @param creativeId which one
     * @param kind {@code text}, {@code image} or {@code video}
     * @param change {@code updated}, {@code deleted} or {@code restored}
     */
    record CreativeChanged(String creativeId, String kind, String change) implements DomainEvent {

        public CreativeChanged {
            requireNonNull(creativeId, "creativeId is null");
            requireNonNull(kind, "kind is null");
            requireNonNull(change, "change is null");
        }

        @Override
        public EventType<CreativeChanged> eventType() {
            return EventType.CREATIVE_CHANGED;
        }
    }

    /**
     * A creative failed.
     *
     * @param creativeId which one
     * @param kind {@code text}, {@code image} or {@code video}
     * @param generator the plugin that was to make it
     * @param code why, for programs
     * @param retriable whether the same request may succeed later
     */
    record CreativeFailed(String creativeId, String kind, String generator, String code, boolean retriable)
            implements DomainEvent {

        public CreativeFailed {
            requireNonNull(creativeId, "creativeId is null");
            requireNonNull(kind, "kind is null");
            requireNonNull(generator, "generator is null");
            requireNonNull(code, "code is null");
        }

        @Override
        public EventType<CreativeFailed> eventType() {
            return EventType.CREATIVE_FAILED;
        }
    }

    /**
     * What is wanted of a plugin changed. A hint: what exactly is read from the desired state, by whom it concerns.
     *
     * @param pluginId which one
     * @param action what was done
     */
    record PluginChanged(String pluginId, String action) implements DomainEvent {

        public PluginChanged {
            requireNonNull(pluginId, "pluginId is null");
            requireNonNull(action, "action is null");
        }

        @Override
        public EventType<PluginChanged> eventType() {
            return EventType.PLUGIN_CHANGED;
        }
    }

    /**
     * Usage was charged.
     *
     * @param reservationId what it was reserved or counted under
     * @param creativeId the creative that it was for; empty for a question of search
     * @param purpose {@code generation}, {@code indexing} or {@code question}; version 1, always of a creative, did not say
     * @param models what each model was used for
     */
    record UsageRecorded(String reservationId, Optional<String> creativeId, Optional<String> purpose, List<Used> models)
            implements DomainEvent {

        public UsageRecorded {
            requireNonNull(reservationId, "reservationId is null");
            requireNonNull(creativeId, "creativeId is null");
            requireNonNull(purpose, "purpose is null");
            models = List.copyOf(models);
        }

        @Override
        public EventType<UsageRecorded> eventType() {
            return EventType.USAGE_RECORDED;
        }
    }

    /**
     * What one call to a model used.
     *
     * @param model the model, as its provider names it
     * @param quantities by unit
     */
    record Used(String model, Map<String, Long> quantities) {

        public Used {
            requireNonNull(model, "model is null");
            quantities = Map.copyOf(quantities);
        }
    }
}
