package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.ShortCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which host names are a tenant's: {@code <slug>.<domain>} of the platform, {@code <slug>.localhost}, and the domain that
 * a tenant has. All others are neutral.
 */
public final class TenantHosts {

    private static final String LOCAL = "localhost";
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);
    private static final int KNOWN = 1_000;

    private final String domain;
    private final List<String> suffixes;
    private final Tenants tenants;
    private final ShortCache<String, Optional<String>> domains = new ShortCache<>(KNOWN, KNOWN_FOR);

    /**
     * The host names of these tenants.
     *
     * @param domain the platform's, for instance {@code adgenius.com}
     */
    public TenantHosts(String domain, Tenants tenants) {
        this.domain = requireNonNull(domain, "domain is null");
        this.suffixes =
                Stream.of(domain, LOCAL).distinct().map(name -> "." + name).toList();
        this.tenants = requireNonNull(tenants, "tenants is null");
    }

    /** The host name that a new tenant is reached at. */
    String domainOf(String slug) {
        return slug + "." + domain;
    }

    /**
     * The id of the tenant whose host this is, though there may be no such tenant; empty for a neutral host.
     *
     * @param host without a port, lower case
     */
    public Optional<String> tenantAt(String host) {
        for (String suffix : suffixes) {
            if (host.endsWith(suffix)) {
                String label = host.substring(0, host.length() - suffix.length());
                return label.indexOf('.') < 0 && !ReservedSlugs.contain(label) ? Optional.of(label) : Optional.empty();
            }
        }
        return isName(host)
                ? domains.get(host, name -> tenants.findByDomain(name).map(Tenant::slug))
                : Optional.empty();
    }

    private static boolean isName(String host) {
        return host.indexOf('.') > 0 && host.indexOf(':') < 0 && host.chars().anyMatch(Character::isLetter);
    }
}
