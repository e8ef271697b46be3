package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/** Handles what a queue gives for one subscription: the same for every implementation of the bus. */
final class Processor<E extends DomainEvent> {

    /** How often a message may come back unhandled: whoever takes it dies. */
    static final int RETURNS = 20;

    private static final System.Logger LOG = System.getLogger(Processor.class.getName());

    private final Subscription<E> subscription;
    private final Handler<E> handler;
    private final BusSettings settings;
    private final MessageCodec codec;

    Processor(Subscription<E> subscription, Handler<E> handler, BusSettings settings, MessageCodec codec) {
        this.subscription = requireNonNull(subscription, "subscription is null");
        this.handler = requireNonNull(handler, "handler is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.codec = requireNonNull(codec, "codec is null");
    }

    Ending process(Incoming incoming) {
        Message message;
        E event;
        try {
            message = codec.decode(incoming.body());
            event = event(message);
        } catch (UnreadableMessageException e) {
            return dead(incoming, e.code().name().toLowerCase(Locale.ROOT), e.getMessage());
        }
        Delivery delivery = new Delivery(message, incoming.tries(), incoming.replayed());
        if (incoming.returns() >= RETURNS) {
            return giveUp(
                    incoming,
                    event,
                    delivery,
                    "returned",
                    "It came back " + incoming.returns() + " times: whoever took it ended before it was handled");
        }
        return handle(incoming, event, delivery);
    }

    private E event(Message message) throws UnreadableMessageException {
        if (!subscription.wants(message.event())) {
            throw new UnreadableMessageException(
                    UnreadableMessageException.Code.INVALID_MESSAGE,
                    "It is about " + message.event().topic() + ", which " + subscription.name() + " did not ask for");
        }
        return subscription.type().shape().cast(message.event());
    }

    private Ending handle(Incoming incoming, E event, Delivery delivery) {
        try {
            return switch (handler.handle(event, delivery)) {
                case Verdict.Done _ -> new Ending.Acknowledged();
                case Verdict.Later _ -> new Ending.Again(settings.pauseAfter(1), incoming.tries());
                case Verdict.Dead(String code, String detail) -> dead(incoming, code, detail);
            };
        } catch (InterruptedException _) {
            // The node stops; the message did not fail.
            return new Ending.Again(settings.pauseAfter(1), incoming.tries());
        } catch (Exception | LinkageError | StackOverflowError e) {
            return failed(incoming, event, delivery, e);
        }
    }

    private Ending failed(Incoming incoming, E event, Delivery delivery, Throwable e) {
        int tries = incoming.tries() + 1;
        String reason =
                Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
        LOG.log(
                System.Logger.Level.WARNING,
                subscription.name() + " failed with message "
                        + delivery.message().id() + ", try " + tries + " of " + subscription.tries(),
                e);
        if (tries < subscription.tries()) {
            return new Ending.Again(settings.pauseAfter(tries), tries);
        }
        return giveUp(
                new Incoming(incoming.body(), tries, incoming.returns(), incoming.replayed()),
                event,
                delivery,
                "failed",
                reason);
    }

    private Ending giveUp(Incoming incoming, E event, Delivery delivery, String code, String reason) {
        try {
            handler.givenUp(event, delivery, reason);
            return dead(incoming, code, reason);
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    subscription.name() + " could not give up message "
                            + delivery.message().id() + "; it is delivered again",
                    e);
            return new Ending.Again(settings.pauses().getLast(), Math.max(0, subscription.tries() - 1));
        }
    }

    private static Ending dead(Incoming incoming, String code, String detail) {
        return new Ending.Dead(new DeadLetters.Cause(code, detail, incoming.tries()));
    }
}
