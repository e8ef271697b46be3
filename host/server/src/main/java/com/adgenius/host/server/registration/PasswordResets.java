package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.util.List;

/** New passwords for those who forgot theirs. A new password ends all sessions, after a crash by {@link #resume}. */
public final class PasswordResets {

    private static final System.Logger LOG = System.getLogger(PasswordResets.class.getName());

    private final AccountMails mails;
    private final Users users;
    private final PasswordChanges passwords;
    private final PasswordHasher hasher;
    private final List<SessionsEnding> sessions;
    private final Clock clock;

    /**
     * Resets passwords.
     *
     * @param sessions all that keeps people signed in
     */
    public PasswordResets(
            AccountMails mails,
            Users users,
            PasswordChanges passwords,
            PasswordHasher hasher,
            List<SessionsEnding> sessions,
            Clock clock) {
        this.mails = requireNonNull(mails, "mails is null");
        this.users = requireNonNull(users, "users is null");
        this.passwords = requireNonNull(passwords, "passwords is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.sessions = List.copyOf(sessions);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Has a link sent to who has an account. Does not look whether there is one. */
    void forgot(String email) {
        mails.askToReset(email, LinkSecret.next(), clock.instant().plus(AccountMails.RESET_WITHIN));
    }

    /**
     * Sets a new password and ends all sessions.
     *
     * @throws ProblemException {@link ProblemCode#LINK_REFUSED}; {@link ProblemCode#INVALID} when the password is made of
     *     what is known of the user, which leaves the link open
     */
    void reset(String text, String password) throws InterruptedException {
        ResetToken token = ResetToken.of(text).orElseThrow(Registering::refused);
        String secretHash = token.secret().hash();
        if (!passwords.isOpen(token.userId(), secretHash)) {
            throw Registering.refused();
        }
        User user = users.find(token.userId()).orElseThrow(Registering::refused);
        Violations violations = new Violations();
        ChosenPassword.check(
                password, "password", List.of(user.email(), user.firstName(), user.lastName()), violations);
        violations.raise();
        if (!passwords.reset(user.id(), secretHash, hasher.hash(password))) {
            throw Registering.refused();
        }
        finish(new PasswordChanges.Change(user.id(), secretHash));
    }

    /** Ends the sessions that a crash or a failure left open. */
    public void resume(int limit) {
        passwords.awaitingEndOfSessions(limit).forEach(this::finish);
    }

    /** The password counts already, so a failure here is no failure of the request: {@link #resume} takes it up. */
    private void finish(PasswordChanges.Change change) {
        try {
            sessions.forEach(kept -> kept.endAll(change.userId()));
            users.find(change.userId()).ifPresent(user -> mails.tellOfChange(user, change.id()));
            passwords.sessionsEnded(change);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The sessions of user " + change.userId() + " could not be ended; it is tried again",
                    e);
        }
    }
}
