package com.adgenius.host.server.bus;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message carries beside its body, in the properties of AMQP. */
final class RabbitHeaders {

    static final String TENANT = "adgenius-tenant";

    private static final String TRIES = "adgenius-tries";
    private static final String REPLAYED = "adgenius-replayed";
    private static final String QUEUE = "adgenius-queue";
    private static final String CODE = "adgenius-code";
    private static final String DETAIL = "adgenius-detail";
    /** Counted by a quorum queue. */
    private static final String RETURNS = "x-delivery-count";

    private static final int PERSISTENT = 2;
    private static final int DETAIL_LIMIT = 2_000;

    private RabbitHeaders() {}

    static BasicProperties.Builder first(String messageId, String tenant, boolean replayed) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(TENANT, tenant);
        headers.put(REPLAYED, replayed);
        return properties(messageId, headers);
    }

    static BasicProperties.Builder again(BasicProperties before, Incoming incoming, int tries) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(TENANT, tenant(before));
        headers.put(REPLAYED, incoming.replayed());
        headers.put(TRIES, tries);
        return properties(before.getMessageId(), headers);
    }

    static BasicProperties.Builder dead(BasicProperties before, String queue, DeadLetters.Cause cause) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(TENANT, tenant(before));
        headers.put(QUEUE, queue);
        headers.put(CODE, cause.code());
        headers.put(
                DETAIL,
                cause.detail()
                        .substring(0, Math.min(DETAIL_LIMIT, cause.detail().length())));
        headers.put(TRIES, cause.tries());
        return properties(before.getMessageId(), headers);
    }

    private static BasicProperties.Builder properties(String messageId, Map<String, Object> headers) {
        return new BasicProperties.Builder()
                .messageId(messageId)
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .headers(headers);
    }

    static Incoming incoming(BasicProperties properties, String body) {
        return new Incoming(
                body,
                (int) number(properties, TRIES),
                (int) number(properties, RETURNS),
                Boolean.TRUE.equals(header(properties, REPLAYED).orElse(false)));
    }

    static String tenant(BasicProperties properties) {
        return header(properties, TENANT).map(Object::toString).orElse("");
    }

    /** The queue that gave the message up: ours says so, RabbitMQ in its own way. */
    static String deadQueue(BasicProperties properties) {
        return header(properties, QUEUE)
                .or(() -> header(properties, "x-first-death-queue"))
                .map(Object::toString)
                .orElse("");
    }

    static DeadLetters.Cause cause(BasicProperties properties) {
        String reason = death(properties);
        return new DeadLetters.Cause(
                header(properties, CODE).map(Object::toString).orElse(reason),
                header(properties, DETAIL).map(Object::toString).orElse("RabbitMQ gave it up: " + reason),
                (int) number(properties, TRIES));
    }

    private static String death(BasicProperties properties) {
        return header(properties, "x-death").orElse(List.of()) instanceof List<?> deaths
                        && !deaths.isEmpty()
                        && deaths.getFirst() instanceof Map<?, ?> death
                        && death.get("reason") != null
                ? death.get("reason").toString()
                : "rejected";
    }

    private static long number(BasicProperties properties, String name) {
        return header(properties, name)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .orElse(0L);
    }

    private static Optional<Object> header(BasicProperties properties, String name) {
        return Optional.ofNullable(properties.getHeaders()).map(headers -> headers.get(name));
    }
}
