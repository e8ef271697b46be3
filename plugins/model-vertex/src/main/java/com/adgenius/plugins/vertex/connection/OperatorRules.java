package com.adgenius.plugins.vertex.connection;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator of the host lets tenants reach. By itself a tenant reaches Google's hosts with credentials of its
 * own: another address could be one of the operator's network, and the host's credentials are the operator's.
 *
 * @param endpoints addresses beside Google's that a tenant may name, as {@code scheme://host[:port]}
 * @param projects projects that a tenant may use with the host's own (application default) credentials
 */
public record OperatorRules(Set<String> endpoints, Set<String> projects) {

    static final String ENDPOINTS = "ADGENIUS_VERTEX_ENDPOINTS";
    static final String PROJECTS = "ADGENIUS_VERTEX_PROJECTS";

    private static final Pattern GOOGLE = Pattern.compile("([a-z0-9-]+\\.)+googleapis\\.com");

    public OperatorRules {
        endpoints = Set.copyOf(endpoints);
        projects = Set.copyOf(projects);
    }

    /**
     * The rules in the process's environment: {@code ADGENIUS_VERTEX_ENDPOINTS} and {@code ADGENIUS_VERTEX_PROJECTS},
     * separated by commas, or the system properties {@code adgenius.vertex.endpoints} and {@code .projects} before them.
     */
    public static OperatorRules ofProcess() {
        UnaryOperator<String> value = name -> Optional.ofNullable(
                        System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.')))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .orElse("");
        return new OperatorRules(
                list(value.apply(ENDPOINTS)).stream()
                        .map(address -> address.replaceFirst("/+$", ""))
                        .collect(Collectors.toSet()),
                list(value.apply(PROJECTS)));
    }

    /** Whether that is an address of Google's, reached by TLS. */
    public boolean isGoogle(URI address) {
        return "https".equals(address.getScheme())
                && address.getPort() == -1
                && address.getHost() != null
                && GOOGLE.matcher(address.getHost()).matches();
    }

    /** Whether a tenant may have the host call that address. */
    public boolean allows(URI address) {
        return isGoogle(address) || endpoints.contains(origin(address));
    }

    /** The address without path. */
    static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toSet());
    }
}
