package com.adgenius.host.server.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static Endpoints over(boolean local, String... addresses) {
        List<InetAddress> known =
                Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        return new Endpoints(_ -> known, local);
    }

    @ParameterizedTest
    @CsvSource({
        "https://Example.com, true, example.com, 443, Example.com, /",
        "https://example.com:8443/a/b?c=d%20e, true, example.com, 8443, example.com:8443, /a/b?c=d%20e",
        "HTTP://localhost:8080/x, false, localhost, 8080, localhost:8080, /x",
        "https://[2001:db8::1]/x, true, 2001:db8::1, 443, [2001:db8::1], /x",
        "https://xn--bcher-kva.example/, true, xn--bcher-kva.example, 443, xn--bcher-kva.example, /",
    })
    void isReadFromAUrl(String url, boolean secure, String host, int port, String authority, String target)
            throws Exception {
        assertThat(Endpoint.parse(url)).isEqualTo(new Endpoint(secure, host, port, authority, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/hooks",
                "https:example.com",
                "https:///hooks",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "https://user:password@example.com/",
                "https://example.com@evil.example/",
                "https://example.com/#fragment",
                "https://example.com./",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://exa mple.com/",
                "https://example.com/\r\nX-Injected: 1",
                "https://example.com/ HTTP/1.1",
                "https://bücher.example/",
                "https://under_score.example/",
                "https://[fe80::1%25eth0]/",
            })
    void isNotReadFromAnythingElse(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url)).isInstanceOf(RefusedEndpointException.class);
    }

    @Test
    void isNotReadFromAUrlThatIsTooLong() throws Exception {
        String longest = "https://example.com/" + "x".repeat(Endpoint.LONGEST - 20);

        assertThat(Endpoint.parse(longest).target()).hasSize(Endpoint.LONGEST - 19);
        assertThatThrownBy(() -> Endpoint.parse(longest + "x")).isInstanceOf(RefusedEndpointException.class);
    }

    @Test
    void isRefusedWhenOneOfItsAddressesIs() throws Exception {
        Endpoint endpoint = Endpoint.parse("https://example.com/");

        assertThat(over(false, "93.184.216.34", "2606:2800::1").addresses(endpoint))
                .hasSize(2);
        assertThatThrownBy(() -> over(false, "93.184.216.34", "10.0.0.7").addresses(endpoint))
                .isInstanceOf(RefusedEndpointException.class)
                .hasMessageContaining("private")
                .hasMessageNotContaining("10.0.0.7");
    }

    @Test
    void isRefusedWhenItsNameIsUnknown() throws Exception {
        Endpoint endpoint = Endpoint.parse("https://nowhere.example/");
        Endpoints unknown = new Endpoints(
                host -> {
                    throw new UnknownHostException(host);
                },
                false);

        assertThatThrownBy(() -> unknown.addresses(endpoint)).hasMessageContaining("no address");
        assertThatThrownBy(() -> over(false).addresses(endpoint)).hasMessageContaining("no address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data/",
                "http://93.184.216.34/",
            })
    void isRefusedHoweverAnAddressIsWritten(String url) {
        Endpoints endpoints = new Endpoints(NameResolver.ofTheMachine(), false);

        assertThatThrownBy(() -> endpoints.addresses(Endpoint.parse(url))).isInstanceOf(RefusedEndpointException.class);
    }

    @Test
    void isOnThisMachineOnlyWhereThatIsAllowed() throws Exception {
        Endpoint plain = Endpoint.parse("http://receiver.example:8080/");
        Endpoint secure = Endpoint.parse("https://receiver.example/");

        assertThat(over(true, "127.0.0.1").addresses(plain)).hasSize(1);
        assertThat(over(true, "::1").addresses(secure)).hasSize(1);
        assertThatThrownBy(() -> over(false, "127.0.0.1").addresses(plain)).hasMessage("must be https");
        assertThatThrownBy(() -> over(true, "93.184.216.34").addresses(plain)).hasMessageContaining("must be https");
        assertThatThrownBy(() -> over(true, "10.0.0.1").addresses(secure)).hasMessageContaining("private");
        assertThatThrownBy(() -> over(true, "127.0.0.1", "10.0.0.1").addresses(secure))
                .hasMessageContaining("private");
    }
}
