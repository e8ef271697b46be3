package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that could not be handled.
 *
 * @param id made of the subscription and the message, so that the same letter is kept once
 * @param subscription whose it is
 * @param messageId the message's id, where it can be read
 * @param type the event's type, where it can be read
 * @param version the version of the event's data, where it can be read
 * @param tenant the slug of the tenant to whom it happened, where it is one
 * @param code why, for programs
 * @param detail why, for people
 * @param tries how often it was tried
 * @param time when it was given up
 * @param body the message itself, as JSON where it is
 */
public record DeadLetter(
        String id,
        String subscription,
        Optional<String> messageId,
        Optional<String> type,
        Optional<Integer> version,
        Optional<String> tenant,
        String code,
        String detail,
        int tries,
        Instant time,
        String body) {

    public DeadLetter {
        requireNonNull(id, "id is null");
        requireNonNull(subscription, "subscription is null");
        requireNonNull(messageId, "messageId is null");
        requireNonNull(type, "type is null");
        requireNonNull(version, "version is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(time, "time is null");
        requireNonNull(body, "body is null");
    }
}
