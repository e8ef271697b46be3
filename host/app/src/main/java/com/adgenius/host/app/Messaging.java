package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.bus.BusSettings;
import com.adgenius.host.server.bus.BusUnavailableException;
import com.adgenius.host.server.bus.DeadLetterRoutes;
import com.adgenius.host.server.bus.DeadLetters;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.RabbitBus;
import com.adgenius.host.server.bus.StoredBus;
import com.adgenius.host.server.http.Routes;
import java.time.Duration;
import java.util.Optional;

/**
 * How the parts of a host, and its nodes, tell each other what happens: by RabbitMQ where its address is given, in the
 * process where it is not.
 *
 * @param bus delivers
 * @param deadLetters what could not be handled
 */
record Messaging(EventBus bus, DeadLetters deadLetters) {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    static Messaging over(Foundation foundation, Closing closing) throws HostStartException, InterruptedException {
        DeadLetters letters = new DeadLetters(foundation.mongo(), foundation.clock());
        BusSettings settings = BusSettings.defaults(foundation.nodeId());
        Optional<String> rabbitmq = foundation.configuration().rabbitmq();
        EventBus bus = rabbitmq.isPresent()
                ? rabbit(settings, rabbitmq.get(), letters)
                : StoredBus.open(settings, foundation.mongo(), letters, foundation.clock());
        return new Messaging(closing.with(bus), letters);
    }

    private static EventBus rabbit(BusSettings settings, String uri, DeadLetters letters)
            throws HostStartException, InterruptedException {
        long end = System.nanoTime() + FIRST_ANSWER.toNanos();
        while (true) {
            try {
                return RabbitBus.open(settings, uri, letters);
            } catch (IllegalArgumentException e) {
                throw new HostStartException(Code.OPTION_UNUSABLE, "--rabbitmq: " + e.getMessage(), e);
            } catch (BusUnavailableException e) {
                if (System.nanoTime() - end > 0) {
                    throw new HostStartException(
                            Code.BUS_UNREACHABLE,
                            "RabbitMQ does not answer within " + FIRST_ANSWER.toSeconds()
                                    + " s at the address of --rabbitmq. Check the address, the credentials and the"
                                    + " network. " + e.getMessage(),
                            e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Its share of the API. */
    Routes routes(AuditLog audit) {
        return new DeadLetterRoutes(bus, deadLetters, audit);
    }
}
