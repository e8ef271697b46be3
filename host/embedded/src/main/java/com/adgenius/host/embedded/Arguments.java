package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to start, where.
 *
 * @param data the data folder
 * @param ports a port by server; 0 for a free one
 * @param only the servers to start
 */
record Arguments(Path data, Map<ServerName, Integer> ports, Set<ServerName> only) {

    static final String USAGE = "Arguments: --data DIR [--mongodb-port PORT] [--redis-port PORT]"
            + " [--qdrant-port PORT] [--smtp-port PORT] [--only mongodb,redis,qdrant,smtp]; port 0 is a free port";

    Arguments {
        ports = Map.copyOf(ports);
        only = Set.copyOf(only);
    }

    static Arguments parse(List<String> arguments) {
        Optional<Path> data = Optional.empty();
        Map<ServerName, Integer> ports = new EnumMap<>(ServerName.class);
        Set<ServerName> only = EnumSet.allOf(ServerName.class);
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw usage(option + " has no value or is unknown");
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--data" -> data = Optional.of(folder(value));
                case "--mongodb-port" -> ports.put(ServerName.MONGODB, port(option, value));
                case "--redis-port" -> ports.put(ServerName.REDIS, port(option, value));
                case "--qdrant-port" -> ports.put(ServerName.QDRANT, port(option, value));
                case "--smtp-port" -> ports.put(ServerName.SMTP, port(option, value));
                case "--only" -> only = names(value);
                default -> throw usage(option + " is unknown");
            }
        }
        return new Arguments(data.orElseThrow(() -> usage("--data is missing")), ports, only);
    }

    int port(ServerName name) {
        return ports.getOrDefault(name, 0);
    }

    private static Path folder(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw usage("--data \"" + value + "\" is not a folder's name");
        }
    }

    private static int port(String option, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw usage(option + " \"" + value + "\" is not a port (0 to 65535)");
    }

    private static Set<ServerName> names(String value) {
        Set<ServerName> names = EnumSet.noneOf(ServerName.class);
        for (String text : value.split(",", -1)) {
            names.add(ServerName.find(text.strip())
                    .orElseThrow(() ->
                            usage("--only names the unknown server \"" + text + "\"; there are " + ServerName.all())));
        }
        return names;
    }

    private static EmbeddedServerException usage(String problem) {
        return new EmbeddedServerException(Code.USAGE, problem + ". " + USAGE);
    }
}
