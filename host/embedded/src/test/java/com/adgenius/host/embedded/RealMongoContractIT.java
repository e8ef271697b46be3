package com.adgenius.host.embedded;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real MongoDB keeps the contract too, or the contract asks for something that is not MongoDB's. */
@EnabledIfEnvironmentVariable(
        named = RealMongoContractIT.ADDRESS,
        matches = ".+",
        disabledReason = "names no MongoDB to run the contract against")
class RealMongoContractIT extends MongoContract {

    static final String ADDRESS = "ADGENIUS_TEST_MONGODB";

    @Override
    String address() {
        return System.getenv(ADDRESS);
    }
}
