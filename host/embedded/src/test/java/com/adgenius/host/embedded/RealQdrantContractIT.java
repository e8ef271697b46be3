package com.adgenius.host.embedded;

import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real Qdrant keeps the contract too, or the contract asks for something that is not Qdrant's. */
@EnabledIfEnvironmentVariable(
        named = RealQdrantContractIT.ADDRESS,
        matches = ".+",
        disabledReason = "names no Qdrant, as host:port of gRPC, to run the contract against")
class RealQdrantContractIT extends QdrantContract {

    static final String ADDRESS = "ADGENIUS_TEST_QDRANT";
    private static final String KEY = "ADGENIUS_TEST_QDRANT_API_KEY";

    @Override
    String address() {
        return System.getenv(ADDRESS);
    }

    @Override
    Optional<String> key() {
        return Optional.ofNullable(System.getenv(KEY));
    }
}
