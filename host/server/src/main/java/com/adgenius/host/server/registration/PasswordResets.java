package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.ChosenPassword;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** New passwords, for those who forgot theirs and for those who did not. A new password ends all sessions, after a crash by {@link #resume}. */
public final class PasswordResets {

    private static final System.Logger LOG = System.getLogger(PasswordResets.class.getName());

    private final AccountMails mails;
    private final Users users;
    private final PasswordChanges passwords;
    private final PasswordHasher hasher;
    private final List<SessionsEnding> sessions;
    private final PublicAuditNotes notes;
    private final Clock clock;

    /**
     * Resets passwords.
     *
     * @param sessions all that keeps people signed in
     * @param notes what is on its way from people's documents into the audit
     */
    public PasswordResets(
            AccountMails mails,
            Users users,
            PasswordChanges passwords,
            PasswordHasher hasher,
            List<SessionsEnding> sessions,
            PublicAuditNotes notes,
            Clock clock) {
        this.mails = requireNonNull(mails, "mails is null");
        this.users = requireNonNull(users, "users is null");
        this.passwords = requireNonNull(passwords, "passwords is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.sessions = List.copyOf(sessions);
        this.notes = requireNonNull(notes, "notes is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Has a link sent to who has an account. Does not look whether there is one. */
    void forgot(String email) {
        mails.askToReset(email, LinkSecret.next(), clock.instant().plus(AccountMails.RESET_WITHIN));
    }

    /**
     * Sets a new password and ends all sessions. Who holds the link counts as the user.
     *
     * @param address where it is asked from
     * @param requestId the request that asks
     * @throws ProblemException {@link ProblemCode#LINK_REFUSED}; {@link ProblemCode#INVALID} when the password is made of
     *     what is known of the user, which leaves the link open
     */
    void reset(String text, String password, String address, String requestId) throws InterruptedException {
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
        Principal holder = new Principal(user.id(), user.email(), user.staff(), Optional.empty());
        AuditNote note = note(new Asking(holder, address, requestId), "user.password_reset");
        if (!passwords.reset(user.id(), secretHash, hasher.hash(password), note)) {
            throw Registering.refused();
        }
        finish(new PasswordChanges.Change(user.id(), secretHash));
        notes.tryToDeliver(user.id());
    }

    /**
     * Sets a new password for who knows the present one, and ends all sessions, the one that asks too.
     *
     * @throws ProblemException {@link ProblemCode#INVALID} when the present one is wrong, or the new one will not do
     */
    void change(String present, String password, Asking asking) throws InterruptedException {
        String userId = asking.by().userId();
        User user = users.find(userId).orElseThrow(() -> ProblemException.notFound("user", userId));
        if (!hasher.matches(present, user.passwordHash())) {
            throw wrongPassword();
        }
        Violations violations = new Violations();
        ChosenPassword.check(
                password, "new_password", List.of(user.email(), user.firstName(), user.lastName()), violations);
        violations.check(!password.equals(present), "new_password", "must be another than the present one");
        violations.raise();
        String change = TimeOrderedId.next();
        AuditNote note = note(asking, "user.password_changed");
        if (!passwords.change(userId, user.passwordHash(), hasher.hash(password), change, note)) {
            throw wrongPassword();
        }
        finish(new PasswordChanges.Change(userId, change));
        notes.tryToDeliver(userId);
    }

    private AuditNote note(Asking asking, String action) {
        return AuditNote.of(
                asking, clock.instant(), action, "user/" + asking.by().userId(), Map.of());
    }

    private static ProblemException wrongPassword() {
        return ProblemException.invalid("current_password", "is not your password");
    }

    /** Ends the sessions that a crash or a failure left open. */
    public void resume(int limit) {
        passwords.awaitingEndOfSessions(limit).forEach(this::finish);
        notes.deliverWaiting(limit);
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
