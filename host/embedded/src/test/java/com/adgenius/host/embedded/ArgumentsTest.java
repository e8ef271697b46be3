package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void startsAllServersOnFreePortsUnlessSaidOtherwise() {
        Arguments arguments = Arguments.parse(List.of("--data", "somewhere"));
        assertThat(arguments.data()).isEqualTo(Path.of("somewhere").toAbsolutePath());
        assertThat(arguments.only()).containsExactlyInAnyOrder(ServerName.values());
        assertThat(arguments.port(ServerName.MONGODB)).isZero();
    }

    @Test
    void takesPortsAndNames() {
        Arguments arguments = Arguments.parse(List.of(
                "--only",
                "redis, mongodb",
                "--redis-port",
                "6379",
                "--mongodb-port",
                "27017",
                "--qdrant-port",
                "6334",
                "--smtp-port",
                "3025",
                "--data",
                "d"));
        assertThat(arguments.only()).containsExactlyInAnyOrder(ServerName.REDIS, ServerName.MONGODB);
        assertThat(arguments.port(ServerName.REDIS)).isEqualTo(6379);
        assertThat(arguments.port(ServerName.MONGODB)).isEqualTo(27017);
        assertThat(arguments.port(ServerName.QDRANT)).isEqualTo(6334);
        assertThat(arguments.port(ServerName.SMTP)).isEqualTo(3025);
    }

    @ParameterizedTest
    @CsvSource({
        "'', --data is missing",
        "--data, --data has no value or is unknown",
        "--data d --only kafka, 'unknown server \"kafka\"; there are mongodb, redis, qdrant, smtp'",
        "--data d --redis-port many, --redis-port \"many\" is not a port",
        "--data d --redis-port 65536, --redis-port \"65536\" is not a port",
        "--data d --colour blue, --colour is unknown"
    })
    void saysWhichArgumentIsWrong(String arguments, String problem) {
        StringWriter errors = new StringWriter();
        String[] split = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        int status = new EmbeddedServers().run(new PrintWriter(new StringWriter()), new PrintWriter(errors), split);
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains(problem).contains("Arguments: --data DIR");
    }
}
