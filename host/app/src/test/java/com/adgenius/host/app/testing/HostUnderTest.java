package com.adgenius.host.app.testing;

import com.adgenius.host.app.Host;
import com.adgenius.host.app.HostConfiguration;
import com.adgenius.host.app.HostStartException;
import com.adgenius.host.server.http.AllowedOrigins;
import com.adgenius.host.server.http.Edge;
import com.adgenius.host.server.http.TrustedProxies;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.PasswordHashing;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import com.adgenius.host.server.webhook.WebhookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A whole host in this JVM, on free ports, over the {@link EmbeddedServersForTests}. Most tests use the {@link #shared}
 * one, with tenants of their own; those that stop or configure it {@link #start} their own.
 */
public final class HostUnderTest implements AutoCloseable {

    private static final Edge BEHIND_PROXY = new Edge(AllowedOrigins.none(), TrustedProxies.parse("127.0.0.1"));

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static final AtomicReference<HostUnderTest> SHARED = new AtomicReference<>();
    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /** The hosts make hundreds of people, whose passwords are no secret. */
    public static final PasswordHashing QUICK_HASHING = new PasswordHashing(64, 1, 1);

    /** Costs a tenth of the usual; still most of the time of a sign-in, so that a hash left out is seen. */
    public static final PasswordHashing NOTICED_HASHING = new PasswordHashing(4_096, 1, 1);

    /** All tests ask from one address. */
    private static final int REQUESTS = 10_000;

    /** Receivers in this JVM, quick tries: four, of two seconds at most. */
    public static final WebhookSettings WEBHOOKS = new WebhookSettings(
            true,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            List.of(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400)),
            Duration.ofDays(3));

    private final Host host;
    private final ApiClient anonymous;
    private final Supplier<Administrator> administrator;

    private HostUnderTest(Host host, Supplier<Administrator> administrator) {
        this.host = host;
        this.anonymous = ApiClient.of(host.address());
        this.administrator = administrator;
    }

    /** The host that tests share; started by the first call, closed with the JVM. */
    public static synchronized HostUnderTest shared() {
        HostUnderTest host = SHARED.get();
        if (host == null) {
            host = start(configuration -> configuration);
            SHARED.set(host);
        }
        return host;
    }

    /** A host of its own over the shared servers, so it sees the same tenants; close it. */
    public static HostUnderTest start(UnaryOperator<HostConfiguration> change) {
        EmbeddedServersForTests servers = EmbeddedServersForTests.shared();
        HostConfiguration configuration = onFreePorts(servers.folder("host-" + UUID.randomUUID()))
                .mongodb(servers.mongodb())
                .mail(new HostConfiguration.Mail(
                        Optional.of(servers.smtp()), Optional.empty(), Optional.empty(), REQUESTS))
                .webhooks(WEBHOOKS)
                .build();
        return start(change.apply(configuration), data -> {
            Path login = data.resolve("first-login.txt");
            if (Files.exists(login)) {
                Administrator.remember(Files.readString(login));
            }
            return Administrator::known;
        });
    }

    /** A host with a database of its own in that folder, where it comes back to after a restart; close it. */
    public static HostUnderTest startAlone(Path data) {
        return startAlone(data, configuration -> configuration);
    }

    /** The same, in another configuration. */
    public static HostUnderTest startAlone(Path data, UnaryOperator<HostConfiguration> change) {
        return start(change.apply(onFreePorts(data).build()), folder -> {
            Administrator own = Administrator.of(Files.readString(folder.resolve("first-login.txt")));
            return () -> own;
        });
    }

    private static HostConfiguration.Builder onFreePorts(Path data) {
        return HostConfiguration.builder(data)
                .port(0)
                .adminPort(0)
                .redis(EmbeddedServersForTests.shared().redis())
                .qdrant(EmbeddedServersForTests.shared().qdrant())
                .masterKey(MASTER_KEY)
                .edge(BEHIND_PROXY)
                .passwordHashing(QUICK_HASHING);
    }

    private interface Administration {

        Supplier<Administrator> of(Path data) throws IOException;
    }

    private static HostUnderTest start(HostConfiguration configuration, Administration administration) {
        try {
            Host host = Host.start(configuration);
            return new HostUnderTest(host, administration.of(configuration.data()));
        } catch (HostStartException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void closeShared() {
        HostUnderTest host = SHARED.getAndSet(null);
        if (host != null) {
            host.close();
        }
    }

    /** The host itself. */
    public Host host() {
        return host;
    }

    /** A client that has not signed in. */
    public ApiClient anonymous() {
        return anonymous;
    }

    /** A client of the platform's first administrator. */
    public ApiClient administrator() {
        Administrator known = administrator.get();
        return signIn(known.email(), known.password());
    }

    /** A client of that user, who signs in from an address of their own: others may have used up what one may try. */
    public ApiClient signIn(String email, String password) {
        ApiResponse response = anonymous
                .with("X-Forwarded-For", "2001:db8:0:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + "::1")
                .post("/auth/jwt/create", Map.of("email", email, "password", password))
                .expect(200);
        return anonymous.with("Authorization", "Bearer " + response.text("access"));
    }

    /** Makes a tenant with a random id and gives a client of its owner. */
    public TenantUnderTest newTenant() {
        String slug = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String email = "owner@" + slug + ".example";
        String password = "password of " + slug;
        administrator()
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                "Tenant " + slug,
                                "owner",
                                Map.of("email", email, "password", password)))
                .expect(201);
        return new TenantUnderTest(slug, email, password, signIn(email, password));
    }

    /** Makes a person with that role in the tenant and gives a client of theirs. */
    public ApiClient newMember(TenantUnderTest tenant, Role role) {
        String email = role.value() + "-" + UUID.randomUUID() + "@" + tenant.slug() + ".example";
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            String hash = new PasswordHasher(QUICK_HASHING, 1).hash(tenant.password());
            User user =
                    new Users(mongo, Clock.systemUTC()).add(new Users.NewUser(Optional.empty(), email, hash, false));
            new Memberships(mongo).add(user.id(), tenant.slug(), role);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return signIn(email, tenant.password());
    }

    @Override
    public void close() {
        host.close();
    }

    /**
     * A tenant that a test made.
     *
     * @param owner a client of its owner
     */
    public record TenantUnderTest(String slug, String email, String password, ApiClient owner) {}

    /** The administrator of the shared servers, told once by the host that came first. */
    private record Administrator(String email, String password) {

        private static final AtomicReference<Administrator> KNOWN = new AtomicReference<>();

        static void remember(String file) {
            KNOWN.compareAndSet(null, of(file));
        }

        static Administrator of(String file) {
            return new Administrator(line(file, "email: "), line(file, "password: "));
        }

        static Administrator known() {
            return Optional.ofNullable(KNOWN.get())
                    .orElseThrow(() -> new IllegalStateException("No host has written first-login.txt"));
        }

        private static String line(String file, String prefix) {
            return file.lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst()
                    .orElseThrow(() -> new UncheckedIOException(new IOException("first-login.txt: " + file)));
        }
    }
}
