package com.adgenius.host.app;

import java.net.URLConnection;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The host's command line. */
@Command(
        name = "adgenius",
        description = "A plugin host for generative advertising.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ServersCommand.class, TrainCommand.class})
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its status: 0 done, 1 failed, 2 wrong usage, 128 + n for signal n. */
    public static void main(String[] arguments) {
        LogConfiguration.install();
        // A cached jar file would keep the old content of a plugin that was replaced, and its file open.
        URLConnection.setDefaultUseCaches("jar", false);
        int status = new CommandLine(new Main()).execute(arguments);
        if (!Termination.begun()) {
            System.exit(status);
        }
    }
}
