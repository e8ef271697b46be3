package com.adgenius.host.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that comes along keeps the contract. */
class EmbeddedRedisContractIT extends RedisContract {

    @TempDir
    static Path folder;

    private static EmbeddedRedis redis;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start(folder.resolve("redis"), 0);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    String address() {
        return redis.address().toString();
    }
}
