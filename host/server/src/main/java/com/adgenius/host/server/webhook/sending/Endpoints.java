package com.adgenius.host.server.webhook.sending;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.AddressRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Says to which addresses messages for an endpoint may go: to those that its name has now, if all of them are allowed. */
public final class Endpoints {

    private final NameResolver resolver;
    private final boolean local;

    /**
     * The rules.
     *
     * @param local whether receivers on this machine's loopback addresses are allowed, without TLS too
     */
    public Endpoints(NameResolver resolver, boolean local) {
        this.resolver = requireNonNull(resolver, "resolver is null");
        this.local = local;
    }

    /**
     * Its addresses, each of which may be connected to. Whoever connects uses these and asks for the name no more, as the
     * next answer may be another.
     *
     * @throws RefusedEndpointException when one of them is not allowed, or there is none
     */
    public List<InetAddress> addresses(Endpoint endpoint) throws RefusedEndpointException {
        if (!endpoint.secure() && !local) {
            throw new RefusedEndpointException("must be https");
        }
        List<InetAddress> addresses = resolved(endpoint);
        for (InetAddress address : addresses) {
            Optional<String> refusal = refusal(endpoint, address);
            if (refusal.isPresent()) {
                throw new RefusedEndpointException(refusal.get());
            }
        }
        return addresses;
    }

    private List<InetAddress> resolved(Endpoint endpoint) throws RefusedEndpointException {
        try {
            List<InetAddress> addresses = resolver.resolve(endpoint.host());
            if (!addresses.isEmpty()) {
                return List.copyOf(addresses);
            }
        } catch (UnknownHostException _) {
            // Answered below, like a name without an address.
        }
        throw new RefusedEndpointException(
                "must have a host that is known in the DNS; \"" + endpoint.host() + "\" has no address");
    }

    private Optional<String> refusal(Endpoint endpoint, InetAddress address) {
        if (local && address.isLoopbackAddress()) {
            return Optional.empty();
        }
        if (!endpoint.secure()) {
            return Optional.of("must be https, except on a loopback address");
        }
        // Not which address: that would tell a tenant how the names inside are resolved.
        return AddressRules.refusal(address)
                .map(kind -> "must have a host on the public Internet; \"" + endpoint.host()
                        + "\" has an address that is " + kind);
    }
}
