package com.adgenius.host.embedded;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A Redis of one's own keeps the contract too. */
@EnabledIfEnvironmentVariable(
        named = RealRedisContractIT.ADDRESS,
        matches = ".+",
        disabledReason = "names no Redis to run the contract against")
class RealRedisContractIT extends RedisContract {

    static final String ADDRESS = "ADGENIUS_TEST_REDIS";

    @Override
    String address() {
        return System.getenv(ADDRESS);
    }
}
