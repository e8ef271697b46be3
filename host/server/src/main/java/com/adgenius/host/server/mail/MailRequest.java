package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * A mail to be composed and sent.
 *
 * @param key names the mail; however often it is put into the outbox it is sent once
 * @param kind names the {@link MailComposer}
 * @param to the address
 * @param values what the composer needs; sealed while they lie in the outbox, but for {@code tenant}: the slug of the
 *     tenant that the mail is about, with whom it is forgotten
 * @param usefulUntil from when on nobody needs it any more
 */
public record MailRequest(String key, String kind, String to, Map<String, String> values, Instant usefulUntil) {

    public MailRequest {
        requireNonNull(key, "key is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(to, "to is null");
        requireNonNull(usefulUntil, "usefulUntil is null");
        values = Map.copyOf(values);
    }

    /** Without values, which may be secret. */
    @Override
    public String toString() {
        return "MailRequest[" + key + "]";
    }
}
