package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QdrantAddressTest {

    @Test
    void readsHostAndPort() {
        assertThat(QdrantAddress.parse("localhost:6334")).isEqualTo(new QdrantAddress("localhost", 6334, false));
        assertThat(QdrantAddress.parse("http://127.0.0.1:70")).isEqualTo(new QdrantAddress("127.0.0.1", 70, false));
        assertThat(QdrantAddress.parse("https://qdrant.example/"))
                .isEqualTo(new QdrantAddress("qdrant.example", 6334, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "ftp://host:1", "host:port", "host:99999", "http://host:1/path", ":6334", "u@h:1"
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
