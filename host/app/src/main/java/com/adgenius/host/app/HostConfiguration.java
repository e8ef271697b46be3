package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.OutboundHosts;
import com.adgenius.host.server.http.Edge;
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
 * @param redis the address of Redis; without one a stand-in is started
 * @param rabbitmq the address of RabbitMQ; without one events are delivered in the process
 * @param plugins a folder of plugin jars that belong to the distribution
 * @param domain tenants are reached at {@code <slug>.<domain>}
 * @param masterKey the key that secrets are sealed with, 32 bytes in Base64; without one it lies in the data folder
 * @param mail how it sends mail
 * @param limits bounds of what the host does at once and waits for
 * @param edge which pages of other origins may ask, and which proxies are believed
 * @param webhooks how webhooks are delivered
 * @param outbound where plugins may send to that tenants chose
 */
public record HostConfiguration(
        String host,
        int port,
        int adminPort,
        Path data,
        Optional<String> mongodb,
        Optional<String> redis,
        Optional<String> rabbitmq,
        Optional<Path> plugins,
        String domain,
        Optional<String> masterKey,
        Mail mail,
        Limits limits,
        Edge edge,
        WebhookSettings webhooks,
        OutboundHosts outbound) {

    public HostConfiguration {
        requireNonNull(host, "host is null");
        requireNonNull(mongodb, "mongodb is null");
        requireNonNull(redis, "redis is null");
        requireNonNull(rabbitmq, "rabbitmq is null");
        requireNonNull(plugins, "plugins is null");
        requireNonNull(domain, "domain is null");
        requireNonNull(masterKey, "masterKey is null");
        requireNonNull(mail, "mail is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(edge, "edge is null");
        requireNonNull(webhooks, "webhooks is null");
        requireNonNull(outbound, "outbound is null");
        data = data.toAbsolutePath().normalize();
    }

    /** A host that no page of another origin asks, behind no proxy. */
    public HostConfiguration(
            String host,
            int port,
            int adminPort,
            Path data,
            Optional<String> mongodb,
            Optional<String> redis,
            Optional<String> rabbitmq,
            Optional<Path> plugins,
            String domain,
            Optional<String> masterKey,
            Mail mail,
            Limits limits) {
        this(
                host,
                port,
                adminPort,
                data,
                mongodb,
                redis,
                rabbitmq,
                plugins,
                domain,
                masterKey,
                mail,
                limits,
                Edge.closed(),
                WebhookSettings.defaults(),
                OutboundHosts.none());
    }

    /** A host whose webhooks are delivered as usual. */
    public HostConfiguration(
            String host,
            int port,
            int adminPort,
            Path data,
            Optional<String> mongodb,
            Optional<String> redis,
            Optional<String> rabbitmq,
            Optional<Path> plugins,
            String domain,
            Optional<String> masterKey,
            Mail mail,
            Limits limits,
            Edge edge) {
        this(
                host,
                port,
                adminPort,
                data,
                mongodb,
                redis,
                rabbitmq,
                plugins,
                domain,
                masterKey,
                mail,
                limits,
                edge,
                WebhookSettings.defaults(),
                OutboundHosts.none());
    }

    /** The same host at that edge. */
    public HostConfiguration at(Edge edge) {
        return new HostConfiguration(
                host, port, adminPort, data, mongodb, redis, rabbitmq, plugins, domain, masterKey, mail, limits, edge,
                webhooks, outbound);
    }

    /** The same host with webhooks delivered so. */
    public HostConfiguration delivering(WebhookSettings webhooks) {
        return new HostConfiguration(
                host, port, adminPort, data, mongodb, redis, rabbitmq, plugins, domain, masterKey, mail, limits, edge,
                webhooks, outbound);
    }

    /** The same host whose plugins may also send there. */
    public HostConfiguration reaching(OutboundHosts outbound) {
        return new HostConfiguration(
                host, port, adminPort, data, mongodb, redis, rabbitmq, plugins, domain, masterKey, mail, limits, edge,
                webhooks, outbound);
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
