package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.BusUnavailableException;
import com.adgenius.host.server.bus.EventBus;
import java.util.List;

/** Tells of people who have an account now, by whichever way they came to it. */
public final class RegistrationTelling {

    private static final System.Logger LOG = System.getLogger(RegistrationTelling.class.getName());

    private final EventBus bus;

    /** Tells by that bus. */
    public RegistrationTelling(EventBus bus) {
        this.bus = requireNonNull(bus, "bus is null");
    }

    /** Where it is written who is to be told of. */
    public interface Outbox {

        /** What is to be told still, the oldest first. */
        List<Untold> untold(int limit);

        /** The bus has it. */
        void told(Untold untold);
    }

    /** Publishes the event; whether the bus has it. What it does not take stays in the outbox. */
    public boolean tell(Outbox outbox, Untold untold) {
        try {
            bus.publish(untold.message());
        } catch (BusUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "That user " + untold.event().userId() + " registered is told when the bus is back: "
                            + e.getMessage());
            return false;
        }
        outbox.told(untold);
        return true;
    }

    /** Tells what was left. Ends with the first that the bus does not take: it would take none of the others either. */
    public void tellLeft(Outbox outbox, int limit) {
        for (Untold untold : outbox.untold(limit)) {
            if (!tell(outbox, untold)) {
                return;
            }
        }
    }
}
