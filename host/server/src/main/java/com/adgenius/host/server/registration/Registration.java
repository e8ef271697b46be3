package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.user.Users;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody registered.
 *
 * @param id the hash of its link's secret
 * @param userId the id that the user is to have
 * @param email normalized
 * @param name as given
 * @param company as given
 * @param passwordHash of the password that was chosen with it
 * @param expiresAt from when on its link is refused
 * @param slug the id of the tenant that was begun for it
 */
record Registration(
        String id,
        String userId,
        String email,
        String name,
        String company,
        String passwordHash,
        Instant expiresAt,
        Optional<String> slug) {

    Registration {
        requireNonNull(id, "id is null");
        requireNonNull(userId, "userId is null");
        requireNonNull(email, "email is null");
        requireNonNull(name, "name is null");
        requireNonNull(company, "company is null");
        requireNonNull(passwordHash, "passwordHash is null");
        requireNonNull(expiresAt, "expiresAt is null");
        requireNonNull(slug, "slug is null");
    }

    /** The user to be. Of a name the first word is the first name: a guess, which the user can change. */
    Users.NewUser user() {
        int space = name.indexOf(' ');
        String first = space < 0 ? name : name.substring(0, space);
        String last = space < 0 ? "" : name.substring(space + 1).strip();
        return new Users.NewUser(Optional.of(userId), email, passwordHash, false, first, last);
    }

    @Override
    public String toString() {
        return "Registration[" + userId + "]";
    }
}
