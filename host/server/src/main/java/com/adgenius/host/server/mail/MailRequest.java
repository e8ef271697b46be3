package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A mail to be composed and sent.
 *
 * @param key names the mail; however often it is put into the outbox it is sent once
 * @param kind names the {@link MailComposer}
 * @param to the address
 * @param values what the composer needs; sealed while they lie in the outbox
 * @param usefulUntil from when on nobody needs it any more
 * @param tenant the slug of the tenant that it is about, with whom it is forgotten
 */
public record MailRequest(
        String key, String kind, String to, Map<String, String> values, Instant usefulUntil, Optional<String> tenant) {

    public MailRequest {
        requireNonNull(key, "key is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(to, "to is null");
        requireNonNull(usefulUntil, "usefulUntil is null");
        requireNonNull(tenant, "tenant is null");
        values = Map.copyOf(values);
    }

    /** A mail that is about no tenant. */
    public MailRequest(String key, String kind, String to, Map<String, String> values, Instant usefulUntil) {
        this(key, kind, to, values, usefulUntil, Optional.empty());
    }

    /** The same mail, about that tenant. */
    public MailRequest about(String slug) {
        return new MailRequest(key, kind, to, values, usefulUntil, Optional.of(slug));
    }

    /** Without values, which may be secret. */
    @Override
    public String toString() {
        return "MailRequest[" + key + "]";
    }
}
