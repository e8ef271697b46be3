package com.adgenius.host.server.webhook.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name. */
@FunctionalInterface
public interface NameResolver {

    /** Its addresses, at least one. An address that is written out is its own. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** As the machine does it; what takes longer than 5 s has no address. */
    static NameResolver ofTheMachine() {
        return new MachineResolver();
    }
}
