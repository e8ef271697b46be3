package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.Delivery;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.bus.Subscription;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.mail.Mail;
import com.adgenius.host.server.mail.MailComposer;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.mail.MailRequest;
import com.adgenius.host.server.mail.MailTemplates;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mails about accounts. Who asks for one puts a request into the outbox and has done; what is written to whom is
 * decided here, when the mail is composed, so that the time of a request tells nothing.
 */
public final class AccountMails {

    /** Who has an account now is welcomed. */
    public static final Subscription<UserRegistered> WELCOMES =
            Subscription.of("mail.welcome", EventType.USER_REGISTERED);

    static final Duration VERIFY_WITHIN = Duration.ofHours(24);
    static final Duration RESET_WITHIN = Duration.ofHours(1);

    private static final Duration NEWS_FOR = Duration.ofDays(2);
    private static final String VERIFY = "verify-email";
    private static final String EXISTS = "account-exists";
    private static final String WELCOME = "welcome";
    private static final String WELCOME_MEMBER = "welcome-member";
    private static final String RESET = "reset-password";
    private static final String CHANGED = "password-changed";

    private final MailOutbox outbox;
    private final Users users;
    private final Memberships memberships;
    private final PasswordChanges passwords;
    private final Supplier<URI> site;
    private final Clock clock;
    private final MailTemplates templates;

    /**
     * Mails by that outbox.
     *
     * @param site where people reach the host, without a path; asked when a mail is composed
     */
    public AccountMails(
            MailOutbox outbox,
            Users users,
            Memberships memberships,
            PasswordChanges passwords,
            Supplier<URI> site,
            Clock clock) {
        this.outbox = requireNonNull(outbox, "outbox is null");
        this.users = requireNonNull(users, "users is null");
        this.memberships = requireNonNull(memberships, "memberships is null");
        this.passwords = requireNonNull(passwords, "passwords is null");
        this.site = requireNonNull(site, "site is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.templates = MailTemplates.read(
                AccountMails.class,
                List.of(VERIFY, EXISTS, WELCOME, WELCOME_MEMBER, RESET, CHANGED),
                Map.of(
                        "product",
                        "AdGenius",
                        "verify_hours",
                        String.valueOf(VERIFY_WITHIN.toHours()),
                        "reset_minutes",
                        String.valueOf(RESET_WITHIN.toMinutes())));
    }

    /** What the worker composes by. */
    public Map<String, MailComposer> composers() {
        return Map.of(
                VERIFY,
                this::verification,
                WELCOME,
                this::welcome,
                WELCOME_MEMBER,
                this::welcome,
                RESET,
                this::reset,
                CHANGED,
                this::passwordChanged);
    }

    void askToVerify(Registration registration, LinkSecret secret) {
        outbox.put(new MailRequest(
                VERIFY + "/" + registration.id(),
                VERIFY,
                registration.email(),
                Map.of("secret", secret.text()),
                registration.expiresAt()));
    }

    void askToReset(String email, LinkSecret secret, Instant until) {
        outbox.put(new MailRequest(RESET + "/" + secret.hash(), RESET, email, Map.of("secret", secret.text()), until));
    }

    /** Tells a user that the password was changed. */
    void tellOfChange(User user, String change) {
        outbox.put(new MailRequest(
                CHANGED + "/" + user.id() + "/" + change,
                CHANGED,
                user.email(),
                Map.of(),
                clock.instant().plus(NEWS_FOR)));
    }

    /**
     * Welcomes who has an account now, and whoever does not own the tenant as its member. The user names the mail, so that
     * the same event twice sends one; and it is useful for a time that begins with the event, so that one which comes after
     * the outbox forgot the name sends none.
     */
    public Verdict registered(UserRegistered event, Delivery delivery) {
        boolean owns = memberships
                .role(event.userId(), event.tenant())
                .filter(Role.OWNER::equals)
                .isPresent();
        outbox.put(new MailRequest(
                        WELCOME + "/" + event.userId(),
                        owns ? WELCOME : WELCOME_MEMBER,
                        event.email(),
                        Map.of("name", event.name(), "company", event.company(), "tenant", event.tenant()),
                        delivery.message().time().plus(NEWS_FOR))
                .about(event.tenant()));
        return Verdict.done();
    }

    /** No text of who registered stands in it: the address may be somebody else's. */
    private Optional<Mail> verification(MailRequest request) {
        if (users.findByEmail(request.to()).isPresent()) {
            return Optional.of(render(EXISTS, request.to(), Map.of(), Optional.empty()));
        }
        URI link = link("verify-email", secret(request));
        return Optional.of(render(VERIFY, request.to(), Map.of("link", link.toString()), Optional.of(link)));
    }

    private Optional<Mail> welcome(MailRequest request) {
        return Optional.of(render(request.kind(), request.to(), request.values(), Optional.empty()));
    }

    private Optional<Mail> reset(MailRequest request) {
        return users.findByEmail(request.to()).filter(User::active).map(user -> {
            LinkSecret secret = new LinkSecret(secret(request));
            passwords.open(user.id(), secret.hash(), request.usefulUntil());
            URI link = link("reset-password", new ResetToken(user.id(), secret).text());
            return render(RESET, request.to(), Map.of("link", link.toString()), Optional.of(link));
        });
    }

    private Optional<Mail> passwordChanged(MailRequest request) {
        return Optional.of(render(CHANGED, request.to(), Map.of(), Optional.empty()));
    }

    private static String secret(MailRequest request) {
        return requireNonNull(request.values().get("secret"), "the request has no secret");
    }

    /** The token stands behind #, which no browser sends: neither a log nor a Referer holds it. */
    private URI link(String page, String token) {
        return URI.create(site.get() + AccountPages.PATH + page + "#token=" + token);
    }

    private Mail render(String template, String to, Map<String, String> values, Optional<URI> link) {
        Map<String, String> all = new HashMap<>(values);
        all.put("site", site.get().toString());
        return templates.render(template, to, all, link);
    }
}
