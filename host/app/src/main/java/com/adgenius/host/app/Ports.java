package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks whether the ports are free before anything is started, so that the message can name the option. */
final class Ports {

    private static final int LARGEST = 65_535;

    private Ports() {}

    static void requireFree(HostConfiguration configuration) throws HostStartException {
        requireFree(configuration.host(), configuration.port(), "--port");
        requireFree(configuration.host(), configuration.adminPort(), "--admin-port");
        if (configuration.port() != 0 && configuration.port() == configuration.adminPort()) {
            throw new HostStartException(
                    Code.OPTION_UNUSABLE,
                    "--port and --admin-port are both " + configuration.port() + "; they must differ.");
        }
    }

    private static void requireFree(String host, int port, String option) throws HostStartException {
        if (port < 0 || port > LARGEST) {
            throw new HostStartException(
                    Code.OPTION_UNUSABLE, option + " " + port + " is not a port; it must be 0 to " + LARGEST + ".");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new HostStartException(
                    Code.OPTION_UNUSABLE, "--host " + host + " is not an address of this machine.", e);
        } catch (IOException e) {
            throw new HostStartException(
                    Code.PORT_TAKEN,
                    "Cannot listen at port " + port + " of " + host + " (" + e.getMessage()
                            + "). Another process may have it; choose another port with " + option + ".",
                    e);
        }
    }
}
