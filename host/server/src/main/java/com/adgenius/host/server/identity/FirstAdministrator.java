package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.PrivateFile;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Makes the administrator who makes everybody else. The password is in the file before it is in the database, so that a
 * crash in between loses nothing: the next start takes it from the file.
 */
public final class FirstAdministrator {

    private static final String ID = "00000000-0000-7000-8000-000000000001";
    private static final String EMAIL = "admin@adgenius.localhost";
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private final Users users;
    private final PasswordHasher hasher;
    private final Path file;

    /** The administrator among these users, whose first password is written to the file. */
    public FirstAdministrator(Users users, PasswordHasher hasher, Path file) {
        this.users = requireNonNull(users, "users is null");
        this.hasher = requireNonNull(hasher, "hasher is null");
        this.file = requireNonNull(file, "file is null");
    }

    /** Makes the administrator; what to sign in with, if this call made one. */
    public Optional<Login> ensure() throws IOException, InterruptedException {
        if (users.find(ID).isPresent()) {
            return Optional.empty();
        }
        Login wanted = new Login(EMAIL, password());
        boolean written =
                PrivateFile.create(file, "email: " + wanted.email() + "\npassword: " + wanted.password() + "\n");
        Login login = written ? wanted : read();
        String hash = hasher.hash(login.password());
        User administrator = users.add(new Users.NewUser(Optional.of(ID), login.email(), hash, true));
        if (administrator.passwordHash().equals(hash)) {
            return Optional.of(login);
        }
        // Another node was first, and has written its own file.
        if (written) {
            Files.deleteIfExists(file);
        }
        return Optional.empty();
    }

    private Login read() throws IOException {
        return new Login(line("email"), line("password"));
    }

    private String line(String name) throws IOException {
        String prefix = name + ": ";
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no line \"" + prefix + "…\"; move it away"));
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** What the first administrator signs in with. */
    public record Login(String email, String password) {

        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }
}
