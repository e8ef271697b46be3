package com.adgenius.host.server.user;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id, as PHC strings: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. As each hash takes
 * memory and a core, only so many are made at once, and who waits too long is asked to come again.
 */
public final class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LARGEST_MEMORY_KIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final PasswordHashing cost;
    private final Semaphore places;
    private final SecureRandom random = new SecureRandom();
    private final String nobody;

    /**
     * A hasher.
     *
     * @param cost of new hashes; an older one is compared at the cost that it was made with
     * @param atOnce so many hashes are made at once, at most
     */
    public PasswordHasher(PasswordHashing cost, int atOnce) {
        this.cost = cost;
        this.places = new Semaphore(atOnce, true);
        this.nobody = phc(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /**
     * The hash to be stored.
     *
     * @throws ProblemException {@link ProblemCode#UNAVAILABLE} when too many are being made
     */
    public String hash(String password) throws InterruptedException {
        byte[] salt = randomBytes(SALT_BYTES);
        return phc(cost, salt, derive(cost, salt, HASH_BYTES, password));
    }

    /**
     * Whether the password is the one that was hashed. Without a hash it is compared to nobody's, so that the time taken
     * does not tell whether there is an account.
     *
     * @param hash what {@link #hash} gave; null where there is no account
     * @throws ProblemException {@link ProblemCode#UNAVAILABLE} when too many are being made
     */
    public boolean matches(String password, @Nullable String hash) throws InterruptedException {
        Matcher parts = PHC.matcher(hash == null ? nobody : hash);
        if (!parts.matches()) {
            return false;
        }
        PasswordHashing used = new PasswordHashing(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        if (used.memoryKib() > LARGEST_MEMORY_KIB) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = derive(used, Base64.getDecoder().decode(parts.group(4)), expected.length, password);
        return MessageDigest.isEqual(expected, actual) && hash != null;
    }

    private byte[] derive(PasswordHashing cost, byte[] salt, int length, String password) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, "Too many people sign in at the moment; ask again.")
                    .header("Retry-After", "5");
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.iterations())
                    .withParallelism(cost.parallelism())
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            places.release();
        }
    }

    private static String phc(PasswordHashing cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.iterations(),
                        cost.parallelism(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
