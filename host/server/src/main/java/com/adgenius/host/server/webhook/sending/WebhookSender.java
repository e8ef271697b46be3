package com.adgenius.host.server.webhook.sending;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** Sends messages to endpoints. Whatever a receiver does, a try ends within its limit. */
public final class WebhookSender {

    private static final Duration ENDING = Duration.ofMillis(500);

    private final Endpoints endpoints;
    private final SSLSocketFactory sockets;
    private final Duration limit;

    /**
     * A sender by those rules.
     *
     * @param sockets makes TLS connections, and says whose certificates are trusted
     * @param limit how long a try may take, from the look-up of the name to the end of the answer
     */
    public WebhookSender(Endpoints endpoints, SSLSocketFactory sockets, Duration limit) {
        this.endpoints = requireNonNull(endpoints, "endpoints is null");
        this.sockets = requireNonNull(sockets, "sockets is null");
        this.limit = requireNonNull(limit, "limit is null");
    }

    /** Posts the body once; failures are outcomes. */
    public Outcome post(Endpoint endpoint, Map<String, String> headers, byte[] body) throws InterruptedException {
        Exchange exchange = new Exchange(endpoints, sockets, endpoint, headers, body, limit);
        Thread thread = Thread.ofVirtual().name("webhook-exchange").start(exchange);
        try {
            if (!thread.join(limit)) {
                exchange.close();
                thread.join(ENDING);
                // An answer whose body does not come is an answer.
                return exchange.outcome()
                        .filter(outcome -> outcome.status().isPresent())
                        .orElseGet(() -> Outcome.unanswered("There was no answer within " + seconds() + " s", limit));
            }
            return exchange.outcome()
                    .orElseGet(() -> Outcome.unanswered("The try ended by a fault of the host", limit));
        } finally {
            exchange.close();
        }
    }

    private String seconds() {
        return String.valueOf(limit.toMillis() / 1000.0).replaceAll("\\.0$", "");
    }
}
