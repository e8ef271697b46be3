package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.context.OutboundHosts;
import com.adgenius.host.server.http.AllowedOrigins;
import com.adgenius.host.server.http.Edge;
import com.adgenius.host.server.http.TrustedProxies;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.search.QdrantConnection;
import com.adgenius.host.server.search.QdrantKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Looks whether the options can be used, before anything is started, so that the message can name the option. */
final class Options {

    /** A domain name by RFC 1123, section 2.1. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private static final int MOST_WORKERS = 1_000;
    private static final int MOST_CALLS = 1_000;
    private static final int LONGEST_PAUSE = 600;

    private Options() {}

    static void check(HostConfiguration configuration) throws HostStartException {
        int workers = configuration.limits().jobWorkers();
        require(
                workers >= 0 && workers <= MOST_WORKERS,
                "--job-workers must be 0 to " + MOST_WORKERS + ", is " + workers + ".");
        require(
                DOMAIN.matcher(configuration.domain()).matches(),
                "--domain must be a domain name in lower case, is \"" + configuration.domain() + "\".");
        require(
                configuration.plugins().stream().allMatch(Files::isDirectory),
                "--plugins must be a folder, which "
                        + configuration.plugins().map(Path::toString).orElse("") + " is not.");
        MailOptions.check(configuration);
        if (configuration.qdrant().isPresent()) {
            qdrant(configuration, configuration.qdrant().get()).close();
        }
    }

    /** The connection to Qdrant, which is made at its first use. A stand-in is not told the key. */
    static QdrantConnection qdrant(HostConfiguration configuration, String address) throws HostStartException {
        Optional<QdrantKey> key = configuration.qdrant().isPresent() ? configuration.qdrantKey() : Optional.empty();
        return parse(
                "--qdrant",
                address,
                text -> key.isPresent() ? QdrantConnection.to(text, key.get()) : QdrantConnection.to(text));
    }

    /** What lies between callers and this host. */
    static Edge edge(String corsOrigins, String trustedProxies) throws HostStartException {
        return new Edge(
                parse("--cors-origins", corsOrigins, AllowedOrigins::parse),
                parse("--trusted-proxies", trustedProxies, TrustedProxies::parse));
    }

    /** Where plugins may send to that tenants chose, beside the public Internet. */
    static OutboundHosts outbound(String outboundHosts) throws HostStartException {
        return parse("--outbound-hosts", outboundHosts, OutboundHosts::parse);
    }

    /** When a model provider that fails is left alone. */
    static CircuitSettings circuits(int threshold, int pause) throws HostStartException {
        require(
                threshold >= 0 && threshold <= MOST_CALLS,
                "--provider-failures must be 0 to " + MOST_CALLS + ", is " + threshold + ".");
        require(
                pause >= 1 && pause <= LONGEST_PAUSE,
                "--provider-pause must be 1 to " + LONGEST_PAUSE + " seconds, is " + pause + ".");
        return CircuitSettings.defaults().with(threshold, Duration.ofSeconds(pause));
    }

    /** What Qdrant demands to be shown. A file's last line break is no part of it. */
    static Optional<QdrantKey> qdrantKey(Map<String, String> environment) throws HostStartException {
        String name = "ADGENIUS_QDRANT_API_KEY";
        String text = environment.getOrDefault(name, "").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text, QdrantKey::new));
    }

    private static <T> T parse(String option, String value, Function<String, T> parser) throws HostStartException {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new HostStartException(Code.OPTION_UNUSABLE, option + ": " + e.getMessage() + ".", e);
        }
    }

    private static void require(boolean holds, String message) throws HostStartException {
        if (!holds) {
            throw new HostStartException(Code.OPTION_UNUSABLE, message);
        }
    }
}
