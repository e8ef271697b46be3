package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QdrantAddressTest {

    @Test
    void readsHostAndPort() {
        assertThat(QdrantAddress.parse("localhost:6334")).isEqualTo(new QdrantAddress("localhost", 6334, false, true));
        assertThat(QdrantAddress.parse("http://127.0.0.1:70"))
                .isEqualTo(new QdrantAddress("127.0.0.1", 70, false, true));
        assertThat(QdrantAddress.parse("https://qdrant.example/"))
                .isEqualTo(new QdrantAddress("qdrant.example", 6334, true, true));
    }

    @Test
    void aKeyGoesWhereNobodyOnTheWayCanReadIt() {
        QdrantKey key = new QdrantKey("s3cret");

        for (String safe : List.of(
                "https://qdrant.example:6334", "localhost:6334", "http://[::1]:6334", "qdrant:6334?tls=optional")) {
            QdrantConnection.to(safe, key).close();
        }
        assertThat(QdrantAddress.parse("qdrant:6334?tls=optional"))
                .isEqualTo(new QdrantAddress("qdrant", 6334, false, true));
        for (String open : List.of("qdrant.example:6334", "http://10.0.0.7:6334", "localhost.example:6334")) {
            assertThatThrownBy(() -> QdrantConnection.to(open, key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("https://")
                    .hasMessageContaining("?tls=optional")
                    .hasMessageNotContaining("s3cret");
            QdrantConnection.to(open).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "schlüssel"})
    void refusesWhatCannotBeAKeyWithoutSayingIt(String text) {
        assertThatThrownBy(() -> new QdrantKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be printable ASCII without spaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ftp://host:1",
                "host:port",
                "host:99999",
                "http://host:1/path",
                ":6334",
                "u@h:1",
                "host:1?tls=no"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> QdrantAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void aCollectionIsATenantsAndAModels() {
        Embedder model = new Embedder("model-openai", "m", 3, false);

        assertThat(model.collection("acme")).startsWith("tenant_acme_").isEqualTo(model.collection("acme"));
        assertThat(new Embedder("model-openai", "m", 4, false).collection("acme"))
                .isNotEqualTo(model.collection("acme"));
        assertThat(model.collection("acme-two")).doesNotStartWith(Embedder.prefix("acme"));
    }
}
