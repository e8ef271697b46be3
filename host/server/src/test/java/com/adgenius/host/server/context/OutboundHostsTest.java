package com.adgenius.host.server.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHostsTest {

    private static final OutboundHosts SOME = OutboundHosts.parse("localhost:11434, 10.0.0.5:80,[FD00::5]:8000,");

    @ParameterizedTest
    @ValueSource(strings = {"https://8.8.8.8/v1", "https://[2606:4700::1111]:8443/v1"})
    void thePublicInternetIsOpenOverTls(String address) throws Exception {
        assertThat(OutboundHosts.none().refusal(URI.create(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/v1",
                "https://127.0.0.1/v1",
                "https://localhost:11434/v1",
                "https://[::1]/v1",
                "https://10.0.0.5/v1",
                "https://192.168.1.1/v1",
                "https://169.254.169.254/latest",
                "https://[fd00::5]:8000/v1",
                "https://[::ffff:127.0.0.1]/v1"
            })
    void whatOnlyThisMachineReachesIsNot(String address) throws Exception {
        assertThat(OutboundHosts.none().refusal(URI.create(address)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("--outbound-hosts "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:11434/v1",
                "https://LOCALHOST:11434/v1",
                "http://10.0.0.5/v1",
                "http://10.0.0.5:80/v1",
                "http://[fd00::5]:8000/v1"
            })
    void whatTheOperatorListedIs(String address) throws Exception {
        assertThat(SOME.refusal(URI.create(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v1",
                "http://localhost:8081/observe/health",
                "http://127.0.0.1:11434/v1",
                "http://10.0.0.5:8080/v1",
                "https://10.0.0.5/v1"
            })
    void anotherPortOrNameOfTheSameHostIsNot(String address) throws Exception {
        assertThat(SOME.refusal(URI.create(address))).isPresent();
    }

    @Test
    void aNameWithoutAnAddressIsSaidToHaveNone() {
        assertThatThrownBy(() -> OutboundHosts.none().refusal(URI.create("https://nothing.invalid/v1")))
                .isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "http://localhost:1", "localhost:99999", "a b:1", "*:80", "[::1]", ":80"})
    void whatIsNoHostWithAPortIsRefused(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutboundHosts.parse("good:1," + entry))
                .withMessageContaining("localhost:11434");
    }
}
