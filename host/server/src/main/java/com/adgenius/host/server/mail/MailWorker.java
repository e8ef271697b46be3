package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.mail.MailOutbox.Claim;
import com.adgenius.host.server.mail.MailOutbox.State;
import com.adgenius.host.server.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends what is due in the outbox. A mail that is not taken is tried again after growing delays; when those are used up,
 * or the server says that it never will, it is set aside with the reason. Any number of workers may share an outbox.
 */
public final class MailWorker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MailWorker.class.getName());

    /** Longer than all waits of one sending, which has some ten steps. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final MailOutbox outbox;
    private final Map<String, MailComposer> composers;
    private final MailSender sender;
    private final Settings settings;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** A worker that has not started. */
    public MailWorker(
            MailOutbox outbox, Map<String, MailComposer> composers, MailSender sender, Settings settings, Clock clock) {
        this.outbox = requireNonNull(outbox, "outbox is null");
        this.composers = Map.copyOf(composers);
        this.sender = requireNonNull(sender, "sender is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * How a worker works.
     *
     * @param atOnce mails that are sent at once
     * @param poll how long it waits for mails of other nodes, and for those to be tried again
     * @param delays before the second, third … try; after the last there is none
     */
    public record Settings(int atOnce, Duration poll, List<Duration> delays) {

        public Settings {
            requireNonNull(poll, "poll is null");
            delays = List.copyOf(delays);
        }

        /** What suits a mail server that may be away for a day. */
        public static Settings defaults() {
            return new Settings(
                    2,
                    Duration.ofSeconds(1),
                    List.of(
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(15),
                            Duration.ofHours(1),
                            Duration.ofHours(2),
                            Duration.ofHours(4),
                            Duration.ofHours(8),
                            Duration.ofHours(12)));
        }
    }

    /** Begins to send. */
    public void start() {
        lock.lock();
        try {
            for (int i = 0; i < settings.atOnce(); i++) {
                threads.add(Thread.ofVirtual().name("mail-" + i).start(this::run));
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!stopping.get() && !Thread.currentThread().isInterrupted()) {
                if (!deliverOneOrSayWhyNot()) {
                    outbox.awaitNews(settings.poll());
                }
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "The mail worker ended");
        }
    }

    private boolean deliverOneOrSayWhyNot() {
        try {
            return deliverOne();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.log(System.Logger.Level.WARNING, "The outbox cannot be worked on; it is tried again", e);
            }
            return false;
        }
    }

    /** Sends what is due now; how many mails it looked at. */
    public int deliverDue() {
        int delivered = 0;
        while (deliverOne()) {
            delivered++;
        }
        return delivered;
    }

    private boolean deliverOne() {
        Optional<Claim> claim = outbox.claim(LEASE);
        claim.ifPresent(this::deliver);
        return claim.isPresent();
    }

    private void deliver(Claim claim) {
        if (!clock.instant().isBefore(claim.usefulUntil())) {
            setAside(claim, "It was not sent while it was useful");
        } else if (claim.tries() > settings.delays().size() + 1) {
            setAside(claim, "The process ended at each try");
        } else {
            compose(claim);
        }
    }

    private void compose(Claim claim) {
        MailComposer composer = composers.get(claim.kind());
        if (composer == null) {
            setAside(claim, "This version knows no mail of the kind \"" + claim.kind() + "\"");
            return;
        }
        try {
            Optional<Mail> mail = composer.compose(outbox.open(claim));
            if (mail.isPresent()) {
                sender.send(messageId(claim.key()), mail.get());
            }
            outbox.end(claim, mail.isPresent() ? State.SENT : State.DROPPED);
        } catch (MailFailedException e) {
            if (e.kind() == MailFailedException.Kind.FOR_GOOD) {
                setAside(claim, String.valueOf(e.getMessage()));
            } else {
                tryAgain(claim, String.valueOf(e.getMessage()));
            }
        } catch (VaultException e) {
            setAside(claim, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            tryAgain(claim, "It could not be composed: " + e);
        }
    }

    private void tryAgain(Claim claim, String reason) {
        if (claim.tries() > settings.delays().size()) {
            setAside(claim, "The last of " + claim.tries() + " tries failed: " + reason);
            return;
        }
        Duration delay = settings.delays().get(claim.tries() - 1);
        outbox.tryAgain(claim, delay, reason);
        // Not the reason: a server may repeat the receiver's address in it.
        LOG.log(
                System.Logger.Level.WARNING,
                () -> "Mail " + messageId(claim.key()) + " (" + claim.kind() + ") was not sent at try " + claim.tries()
                        + "; the next is in " + delay.toSeconds() + " s. The reason is in mail_outbox");
    }

    private void setAside(Claim claim, String reason) {
        if (outbox.setAside(claim, reason)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "Mail " + messageId(claim.key()) + " (" + claim.kind()
                            + ") is set aside. The reason is in mail_outbox");
        }
    }

    /** The same for each try, so that a mail that arrives twice is seen to be one. */
    private static String messageId(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Ends it, after the mails that are being sent: one that is cut off might be sent again by another. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            stopping.set(true);
            outbox.wake();
            for (Thread thread : threads) {
                if (!thread.join(STOP_LIMIT)) {
                    thread.interrupt();
                    LOG.log(System.Logger.Level.WARNING, "A mail was cut off; it may be sent twice");
                }
            }
            threads.clear();
        } finally {
            lock.unlock();
        }
    }
}
