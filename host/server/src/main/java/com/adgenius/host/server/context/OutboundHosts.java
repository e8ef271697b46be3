package com.adgenius.host.server.context;

import com.adgenius.host.server.http.AddressRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a plugin may send to at an address that a tenant chose, which its manifest cannot name: to the public Internet over
 * TLS, and to what the platform's operator listed, as a model server in the same network. Anything else would let a tenant
 * reach what only this machine can.
 *
 * <p>A name may have another address between the look and the call. It gains nothing: over TLS the server must prove that
 * it is of that name, which none inside can.
 *
 * @param listed the operator's, as {@code host:port} in lower case
 */
public record OutboundHosts(Set<String> listed) {

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+]):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    public OutboundHosts {
        listed = Set.copyOf(listed);
    }

    /** The public Internet alone. */
    public static OutboundHosts none() {
        return new OutboundHosts(Set.of());
    }

    /**
     * Those of the text, separated by commas.
     *
     * @throws IllegalArgumentException when one of them is no host with a port
     */
    public static OutboundHosts parse(String text) {
        Set<String> listed = new HashSet<>();
        Stream.of(text.split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> listed.add(checked(entry)));
        return new OutboundHosts(listed);
    }

    private static String checked(String entry) {
        boolean port = ENTRY.matcher(entry).matches()
                && Integer.parseInt(entry.substring(entry.lastIndexOf(':') + 1)) <= LAST_PORT;
        if (!port) {
            throw new IllegalArgumentException(
                    "\"" + entry + "\" is no host with a port; write it as localhost:11434 or [fd00::5]:8000");
        }
        return entry;
    }

    /**
     * Why nothing may be sent there, in words for an administrator; empty where it may. Not which address a name has: that
     * would tell a tenant how names are resolved inside.
     *
     * @throws UnknownHostException when the host's name has no address
     */
    Optional<String> refusal(URI uri) throws UnknownHostException {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String entry = host + ":" + (uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80);
        if (listed.contains(entry)) {
            return Optional.empty();
        }
        if (!secure) {
            return Optional.of("is not reached by https" + unless(entry));
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Optional<String> kind = AddressRules.refusal(address);
            if (kind.isPresent()) {
                return Optional.of("has an address that is " + kind.get() + unless(entry));
            }
        }
        return Optional.empty();
    }

    private static String unless(String entry) {
        return "; the platform's operator allows it by --outbound-hosts " + entry;
    }
}
