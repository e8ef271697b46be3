package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.OutboundHosts;
import com.adgenius.host.server.http.Edge;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.search.QdrantKey;
import com.adgenius.host.server.user.PasswordHashing;
import com.adgenius.host.server.webhook.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All that a host is told from outside.
 *
 * @param host the address to listen at
 * @param port of the API; 0 for a free one
 * @param adminPort of health and metrics; 0 for a free one
 * @param data the folder that holds everything
 * @param mongodb the address of MongoDB; without one a stand-in is started
 * @param databaseUsers whether each tenant gets a user of its own in MongoDB, where that has access control
 * @param redis the address of Redis; without one a stand-in is started
 * @param rabbitmq the address of RabbitMQ; without one events are delivered in the process
 * @param qdrant the address of Qdrant; without one a stand-in is started
 * @param qdrantKey the API key that the Qdrant at that address demands; a stand-in demands none
 * @param plugins a folder of plugin jars that belong to the distribution
 * @param domain tenants are reached at {@code <slug>.<domain>}
 * @param masterKey the key that secrets are sealed with, 32 bytes in Base64; without one it lies in the data folder
 * @param mail how it sends mail
 * @param limits bounds of what the host does at once and waits for
 * @param edge which pages of other origins may ask, and which proxies are believed
 * @param webhooks how webhooks are delivered
 * @param outbound where plugins may send to that tenants chose
 * @param circuits when a tenant's model provider that fails is left alone
 * @param passwordHashing what hashing a new password costs
 */
public record HostConfiguration(
        String host,
        int port,
        int adminPort,
        Path data,
        Optional<String> mongodb,
        boolean databaseUsers,
        Optional<String> redis,
        Optional<String> rabbitmq,
        Optional<String> qdrant,
        Optional<QdrantKey> qdrantKey,
        Optional<Path> plugins,
        String domain,
        Optional<String> masterKey,
        Mail mail,
        Limits limits,
        Edge edge,
        WebhookSettings webhooks,
        OutboundHosts outbound,
        CircuitSettings circuits,
        PasswordHashing passwordHashing) {

    public HostConfiguration {
        requireNonNull(host, "host is null");
        requireNonNull(mongodb, "mongodb is null");
        requireNonNull(redis, "redis is null");
        requireNonNull(rabbitmq, "rabbitmq is null");
        requireNonNull(qdrant, "qdrant is null");
        requireNonNull(qdrantKey, "qdrantKey is null");
        requireNonNull(plugins, "plugins is null");
        requireNonNull(domain, "domain is null");
        requireNonNull(masterKey, "masterKey is null");
        requireNonNull(mail, "mail is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(edge, "edge is null");
        requireNonNull(webhooks, "webhooks is null");
        requireNonNull(outbound, "outbound is null");
        requireNonNull(circuits, "circuits is null");
        requireNonNull(passwordHashing, "passwordHashing is null");
        data = data.toAbsolutePath().normalize();
    }

    /**
     * A configuration to fill in: of a host at 127.0.0.1 that starts stand-ins for all that it is not given, is asked by no
     * page of another origin and stands behind no proxy.
     *
     * @param data the folder that holds everything
     */
    public static Builder builder(Path data) {
        return new Builder(data);
    }

    /** The same configuration, to be changed. */
    public Builder toBuilder() {
        Builder builder = new Builder(data)
                .host(host)
                .port(port)
                .adminPort(adminPort)
                .databaseUsers(databaseUsers)
                .domain(domain)
                .mail(mail)
                .limits(limits)
                .edge(edge)
                .webhooks(webhooks)
                .outbound(outbound)
                .circuits(circuits)
                .passwordHashing(passwordHashing);
        mongodb.ifPresent(builder::mongodb);
        redis.ifPresent(builder::redis);
        rabbitmq.ifPresent(builder::rabbitmq);
        qdrant.ifPresent(builder::qdrant);
        qdrantKey.ifPresent(builder::qdrantKey);
        plugins.ifPresent(builder::plugins);
        masterKey.ifPresent(builder::masterKey);
        return builder;
    }

    /** A configuration in the making; what each value means is said at {@link HostConfiguration}. */
    public static final class Builder {

        private Path data;
        private String host = "127.0.0.1";
        private int port = 8080;
        private int adminPort = 8081;
        private Optional<String> mongodb = Optional.empty();
        private boolean databaseUsers = true;
        private Optional<String> redis = Optional.empty();
        private Optional<String> rabbitmq = Optional.empty();
        private Optional<String> qdrant = Optional.empty();
        private Optional<QdrantKey> qdrantKey = Optional.empty();
        private Optional<Path> plugins = Optional.empty();
        private String domain = "localhost";
        private Optional<String> masterKey = Optional.empty();
        private Mail mail = Mail.defaults();
        private Limits limits = Limits.defaults();
        private Edge edge = Edge.closed();
        private WebhookSettings webhooks = WebhookSettings.defaults();
        private OutboundHosts outbound = OutboundHosts.none();
        private CircuitSettings circuits = CircuitSettings.defaults();
        private PasswordHashing passwordHashing = PasswordHashing.current();

        private Builder(Path data) {
            this.data = data;
        }

        /** The folder that holds everything. */
        public Builder data(Path data) {
            this.data = data;
            return this;
        }

        /** The address to listen at. */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** The port of the API; 0 for a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** The port of health and metrics; 0 for a free one. */
        public Builder adminPort(int adminPort) {
            this.adminPort = adminPort;
            return this;
        }

        /** The address of MongoDB. */
        public Builder mongodb(String mongodb) {
            this.mongodb = Optional.of(mongodb);
            return this;
        }

        /** Whether each tenant gets a user of its own in MongoDB; it does unless this says otherwise. */
        public Builder databaseUsers(boolean databaseUsers) {
            this.databaseUsers = databaseUsers;
            return this;
        }

        /** The address of Redis. */
        public Builder redis(String redis) {
            this.redis = Optional.of(redis);
            return this;
        }

        /** The address of RabbitMQ. */
        public Builder rabbitmq(String rabbitmq) {
            this.rabbitmq = Optional.of(rabbitmq);
            return this;
        }

        /** The address of Qdrant. */
        public Builder qdrant(String qdrant) {
            this.qdrant = Optional.of(qdrant);
            return this;
        }

        /** The API key that Qdrant demands. */
        public Builder qdrantKey(QdrantKey qdrantKey) {
            this.qdrantKey = Optional.of(qdrantKey);
            return this;
        }

        /** The folder of plugin jars. */
        public Builder plugins(Path plugins) {
            this.plugins = Optional.of(plugins);
            return this;
        }

        /** The domain of the tenants' host names. */
        public Builder domain(String domain) {
            this.domain = domain;
            return this;
        }

        /** The key that secrets are sealed with. */
        public Builder masterKey(String masterKey) {
            this.masterKey = Optional.of(masterKey);
            return this;
        }

        /** How it sends mail. */
        public Builder mail(Mail mail) {
            this.mail = mail;
            return this;
        }

        /** Bounds of what it does at once and waits for. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Which pages may ask, and which proxies are believed. */
        public Builder edge(Edge edge) {
            this.edge = edge;
            return this;
        }

        /** How webhooks are delivered. */
        public Builder webhooks(WebhookSettings webhooks) {
            this.webhooks = webhooks;
            return this;
        }

        /** Where plugins may send to that tenants chose. */
        public Builder outbound(OutboundHosts outbound) {
            this.outbound = outbound;
            return this;
        }

        /** When a tenant's model provider that fails is left alone. */
        public Builder circuits(CircuitSettings circuits) {
            this.circuits = circuits;
            return this;
        }

        public Builder passwordHashing(PasswordHashing passwordHashing) {
            this.passwordHashing = passwordHashing;
            return this;
        }

        /** What was filled in. */
        public HostConfiguration build() {
            return new HostConfiguration(
                    host,
                    port,
                    adminPort,
                    data,
                    mongodb,
                    databaseUsers,
                    redis,
                    rabbitmq,
                    qdrant,
                    qdrantKey,
                    plugins,
                    domain,
                    masterKey,
                    mail,
                    limits,
                    edge,
                    webhooks,
                    outbound,
                    circuits,
                    passwordHashing);
        }
    }

    /**
     * How mail is sent, and asked for.
     *
     * @param smtp the address of a mail server; without one a stand-in is started
     * @param from what mails say they are from; without one an address of the domain
     * @param site where people reach the host, for the links in mails, without a slash at its end; without one its own
     *     address
     * @param requestsPerAddress registrations and resets that one address of the network may ask for in an hour
     */
    public record Mail(Optional<String> smtp, Optional<String> from, Optional<String> site, int requestsPerAddress) {

        private static final int REQUESTS = 60;

        public Mail {
            requireNonNull(smtp, "smtp is null");
            requireNonNull(from, "from is null");
            requireNonNull(site, "site is null");
        }

        /** What suits a developer's machine. */
        public static Mail defaults() {
            return new Mail(Optional.empty(), Optional.empty(), Optional.empty(), REQUESTS);
        }

        /** Without the mail server's password. */
        @Override
        public String toString() {
            return "Mail[" + site + "]";
        }
    }

    /**
     * Bounds of what the host does at once and waits for.
     *
     * @param jobWorkers jobs that this node works on at once
     * @param jobLease how long a job is this node's without a heartbeat
     * @param sweepInterval the time between two looks for what was missed or left behind
     * @param grace how long requests and jobs may take when the host stops
     * @param maxConcurrentRequests requests that are answered at once, event streams among them
     * @param maxConnections connections that are held at once
     * @param mediaBytes the largest piece of media
     */
    public record Limits(
            int jobWorkers,
            Duration jobLease,
            Duration sweepInterval,
            Duration grace,
            int maxConcurrentRequests,
            int maxConnections,
            long mediaBytes) {

        public Limits {
            requireNonNull(jobLease, "jobLease is null");
            requireNonNull(sweepInterval, "sweepInterval is null");
            requireNonNull(grace, "grace is null");
        }

        /** What suits one machine. */
        public static Limits defaults() {
            return new Limits(
                    4, Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(8), 2_000, 4_000, 1L << 30);
        }
    }
}
