package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.tenant.Founding;
import com.adgenius.host.server.tenant.TenantAdministration;
import com.adgenius.host.server.tenant.TenantSlugs;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From a registration to a user with a tenant. Each step can be taken again, and what a crash leaves half done {@link
 * #resume} completes.
 */
public final class Registering {

    private static final System.Logger LOG = System.getLogger(Registering.class.getName());

    private final Registrations registrations;
    private final AccountMails mails;
    private final Users users;
    private final PasswordHasher hasher;
    private final TenantAdministration tenants;
    private final RegistrationTelling telling;
    private final Clock clock;

    /**
     * Registers people.
     *
     * @param telling tells of each who has an account and a tenant now
     */
    public Registering(
            Registrations registrations,
            AccountMails mails,
            Users users,
            PasswordHasher hasher,
            TenantAdministration tenants,
            RegistrationTelling telling,
            Clock clock) {
        this.registrations = requireNonNull(registrations, "registrations is null");
        this.mails = requireNonNull(mails, "mails is null");
        this.users = requireNonNull(users, "users is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.telling = requireNonNull(telling, "telling is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Takes a registration and has a mail sent. Does not look whether the address has an account.
     *
     * @param email normalized
     */
    void register(String name, String company, String email, String password) throws InterruptedException {
        LinkSecret secret = LinkSecret.next();
        Registration registration = new Registration(
                secret.hash(),
                TimeOrderedId.next(),
                email,
                name,
                company,
                hasher.hash(password),
                clock.instant().plus(AccountMails.VERIFY_WITHIN),
                Optional.empty());
        registrations.add(registration);
        mails.askToVerify(registration, secret);
    }

    /**
     * Makes the user and the tenant of the registration that the secret belongs to.
     *
     * @return the tenant; empty when another worker is still making it
     * @throws ProblemException {@link ProblemCode#LINK_REFUSED}
     */
    Verified verify(String secret) {
        Registration registration =
                registrations.verify(new LinkSecret(secret).hash()).orElseThrow(Registering::refused);
        return complete(registration).orElseThrow(Registering::refused);
    }

    static ProblemException refused() {
        return ProblemException.of(
                ProblemCode.LINK_REFUSED,
                "The link was used already, is too old, or is not one of ours. Ask for a new one.");
    }

    /** Completes what was verified and left half done, and tells of what was done and not told; how many it completed. */
    public int resume(int limit) {
        int resumed = 0;
        for (Optional<Registration> left = registrations.takeOver();
                left.isPresent() && resumed < limit;
                left = registrations.takeOver()) {
            complete(left.get());
            resumed++;
        }
        telling.tellLeft(registrations, limit);
        return resumed;
    }

    /** Forgets how a tenant that is erased came to be. */
    public void forget(String tenant) {
        registrations.forget(tenant);
    }

    /** Forgets old registrations. */
    public void sweep() {
        registrations.sweep();
    }

    /** Empty when the address has another account. */
    private Optional<Verified> complete(Registration registration) {
        User user = users.add(registration.user());
        if (!user.id().equals(registration.userId())) {
            registrations.isVoid(registration);
            return Optional.empty();
        }
        Optional<Tenant> tenant = tenant(registration);
        tenant.flatMap(made -> registrations.done(registration, made.slug()))
                .ifPresent(untold -> telling.tell(registrations, untold));
        return Optional.of(new Verified(user.email(), tenant.map(Tenant::slug)));
    }

    private Optional<Tenant> tenant(Registration registration) {
        List<String> slugs = Stream.concat(
                        registration.slug().stream(), TenantSlugs.of(registration.company()).stream())
                .distinct()
                .toList();
        for (String slug : slugs) {
            registrations.begins(registration, slug);
            Founding.Outcome outcome = tenants.found(new Founding(
                    registration.id(),
                    slug,
                    registration.company(),
                    registration.email(),
                    registration.passwordHash()));
            switch (outcome) {
                case Founding.Outcome.Made made -> {
                    return Optional.of(made.tenant());
                }
                case Founding.Outcome.Busy _ -> {
                    registrations.giveBack(registration);
                    return Optional.empty();
                }
                case Founding.Outcome.Taken _ -> {
                    // The next id is tried.
                }
            }
        }
        LOG.log(
                System.Logger.Level.WARNING,
                () -> "No id was free for the tenant of " + registration + "; others are tried in a minute");
        return Optional.empty();
    }

    /** Whose address was verified, and the tenant's id once it is made. */
    record Verified(String email, Optional<String> tenant) {}
}
