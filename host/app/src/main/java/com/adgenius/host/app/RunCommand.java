package com.adgenius.host.app;

import com.adgenius.host.app.HostConfiguration.Limits;
import com.adgenius.host.server.webhook.WebhookSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the host. */
@Command(
        name = "run",
        description = "Starts the host, prints READY, and runs until it is stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:ADGENIUS_HOST:-127.0.0.1}",
            description = "Address to listen at; 0.0.0.0 for all of this machine's (${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:ADGENIUS_PORT:-8080}",
            description = "Port of the API; 0 for a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "${env:ADGENIUS_ADMIN_PORT:-8081}",
            description = "Port of health and metrics; 0 for a free one (${DEFAULT-VALUE}).")
    private int adminPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:ADGENIUS_DATA:-data}",
            description = "Folder that holds everything (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--mongodb",
            paramLabel = "URI",
            defaultValue = "${env:ADGENIUS_MONGODB}",
            description = "Address of MongoDB; without one a stand-in is started.")
    private @Nullable String mongodb;

    @Option(
            names = "--tenant-database-users",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            fallbackValue = "true",
            defaultValue = "${env:ADGENIUS_TENANT_DATABASE_USERS:-true}",
            description = "Give each tenant a user of its own in a MongoDB with access control (${DEFAULT-VALUE}).")
    private boolean tenantDatabaseUsers;

    @Option(
            names = "--redis",
            paramLabel = "URI",
            defaultValue = "${env:ADGENIUS_REDIS}",
            description = "Address of Redis; without one a stand-in is started.")
    private @Nullable String redis;

    @Option(
            names = "--rabbitmq",
            paramLabel = "URI",
            defaultValue = "${env:ADGENIUS_RABBITMQ}",
            description = "Address of RabbitMQ; without one events and work are delivered in the process.")
    private @Nullable String rabbitmq;

    @Option(
            names = "--qdrant",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:ADGENIUS_QDRANT}",
            description = "Address of Qdrant's gRPC protocol, with https:// before it for TLS; its API key is what"
                    + " ADGENIUS_QDRANT_API_KEY says. Without an address a stand-in is started.")
    private @Nullable String qdrant;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            defaultValue = "${env:ADGENIUS_PLUGINS}",
            description = "Folder of plugin jars that are installed where they are new.")
    private @Nullable Path plugins;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "${env:ADGENIUS_DOMAIN:-localhost}",
            description = "Tenants are reached at SLUG.NAME (${DEFAULT-VALUE}).")
    private String domain;

    @Option(
            names = "--cors-origins",
            paramLabel = "ORIGINS",
            defaultValue = "${env:ADGENIUS_CORS_ORIGINS:-}",
            description = "Origins whose pages may ask with credentials, separated by commas; none by default.")
    private String corsOrigins;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "RANGES",
            defaultValue = "${env:ADGENIUS_TRUSTED_PROXIES:-}",
            description = "Addresses and CIDR ranges of proxies that are believed, separated by commas.")
    private String trustedProxies;

    @Option(
            names = "--job-workers",
            paramLabel = "N",
            defaultValue = "${env:ADGENIUS_JOB_WORKERS:-4}",
            description = "Jobs that this node works on at once; 0 for none (${DEFAULT-VALUE}).")
    private int jobWorkers;

    @Option(
            names = "--smtp",
            paramLabel = "URI",
            defaultValue = "${env:ADGENIUS_SMTP}",
            description =
                    "Address of a mail server, smtp://[USER:PASSWORD@]HOST:PORT or smtps://…; without one a stand-in"
                            + " is started, which sends nothing on.")
    private @Nullable String smtp;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            defaultValue = "${env:ADGENIUS_MAIL_FROM}",
            description = "What mails say they are from; no-reply@DOMAIN unless given.")
    private @Nullable String mailFrom;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "${env:ADGENIUS_PUBLIC_URL}",
            description = "Where people reach the host, for the links in mails; http://localhost:PORT unless given.")
    private @Nullable String publicUrl;

    @Option(
            names = "--local-webhooks",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            fallbackValue = "true",
            defaultValue = "${env:ADGENIUS_LOCAL_WEBHOOKS:-false}",
            description =
                    "Let webhooks go to loopback addresses of this machine, by http too; for developing receivers.")
    private boolean localWebhooks;

    @Option(
            names = "--outbound-hosts",
            paramLabel = "HOST:PORT,…",
            defaultValue = "${env:ADGENIUS_OUTBOUND_HOSTS:-}",
            description =
                    "Hosts outside the public Internet, or without TLS, to which tenants' settings may lead plugins,"
                            + " like localhost:11434 for Ollama, separated by commas.")
    private String outboundHosts = "";

    @Option(
            names = "--provider-failures",
            paramLabel = "N",
            defaultValue = "${env:ADGENIUS_PROVIDER_FAILURES:-5}",
            description =
                    "Calls of a tenant's model provider within a minute after which it is left alone for a while, if half"
                            + " of them failed; 0 for never (${DEFAULT-VALUE}).")
    private int providerFailures;

    @Option(
            names = "--provider-pause",
            paramLabel = "SECONDS",
            defaultValue = "${env:ADGENIUS_PROVIDER_PAUSE:-15}",
            description = "For how long at first; each time that it fails again twice as long, up to 10 minutes"
                    + " (${DEFAULT-VALUE}).")
    private int providerPause;

    @Override
    public Integer call() {
        HostConfiguration configuration;
        try {
            configuration = configuration();
        } catch (HostStartException e) {
            System.err.println("adgenius: " + e.getMessage());
            return 1;
        }
        Duration limit = configuration.limits().grace().plusSeconds(60);
        try (Termination _ = Termination.watch(limit);
                Host host = Host.start(configuration)) {
            host.firstLogin().ifPresent(login -> System.out.print(login.announcement()));
            System.out.println("READY " + host.address() + " (admin " + host.adminAddress() + ") in "
                    + sinceJvmStart().toMillis() + " ms");
            System.out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException _) {
            return 0;
        } catch (HostStartException e) {
            System.err.println("adgenius: " + e.getMessage());
            return 1;
        }
    }

    private HostConfiguration configuration() throws HostStartException {
        Limits limits = Limits.defaults();
        HostConfiguration.Builder builder = HostConfiguration.builder(data)
                .host(host)
                .port(port)
                .adminPort(adminPort)
                .databaseUsers(tenantDatabaseUsers)
                .domain(domain)
                .mail(new HostConfiguration.Mail(
                        given(smtp),
                        given(mailFrom),
                        given(publicUrl),
                        HostConfiguration.Mail.defaults().requestsPerAddress()))
                .limits(new Limits(
                        jobWorkers,
                        limits.jobLease(),
                        limits.sweepInterval(),
                        limits.grace(),
                        limits.maxConcurrentRequests(),
                        limits.maxConnections(),
                        limits.mediaBytes()))
                .edge(Options.edge(corsOrigins, trustedProxies))
                .webhooks(WebhookSettings.defaults().local(localWebhooks))
                .outbound(Options.outbound(outboundHosts))
                .circuits(Options.circuits(providerFailures, providerPause));
        given(mongodb).ifPresent(builder::mongodb);
        given(redis).ifPresent(builder::redis);
        given(rabbitmq).ifPresent(builder::rabbitmq);
        given(qdrant).ifPresent(builder::qdrant);
        Options.qdrantKey(System.getenv()).ifPresent(builder::qdrantKey);
        given(System.getenv("ADGENIUS_MASTER_KEY")).ifPresent(builder::masterKey);
        Optional.ofNullable(plugins).ifPresent(builder::plugins);
        return builder.build();
    }

    private static Optional<String> given(@Nullable String option) {
        return Optional.ofNullable(option).filter(text -> !text.isBlank());
    }

    /** The process may be older: the launcher that became this one may have built first. */
    private static Duration sinceJvmStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
