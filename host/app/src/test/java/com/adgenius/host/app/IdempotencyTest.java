package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.Pictures;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private final HostUnderTest host = HostUnderTest.shared();

    private static byte[] picture(int width) {
        return Pictures.png(width, 10);
    }

    @Test
    void givesTheSameAnswerAndHasTheEffectOnce() {
        ApiClient owner = host.newTenant().owner().with("Idempotency-Key", "key-1");

        ApiResponse first =
                owner.bytes("POST", "/assets", "image/png", picture(10)).expect(201);
        ApiResponse again =
                owner.bytes("POST", "/assets", "image/png", picture(10)).expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(owner.get("/assets").expect(200).json().required("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        ApiClient owner = host.newTenant().owner().with("Idempotency-Key", "key-1");
        owner.bytes("POST", "/assets", "image/png", picture(10)).expect(201);

        assertThat(owner.bytes("POST", "/assets", "image/png", picture(11))
                        .expect(409)
                        .text("code"))
                .isEqualTo("idempotency_conflict");
        owner.bytes("POST", "/assets?name=other", "image/png", picture(10)).expect(409);
    }

    @Test
    void keepsTheKeysOfTwoTenantsApart() {
        TenantUnderTest one = host.newTenant();
        TenantUnderTest other = host.newTenant();
        String key = UUID.randomUUID().toString();

        String first = one.owner()
                .with("Idempotency-Key", key)
                .bytes("POST", "/assets", "image/png", picture(10))
                .expect(201)
                .text("id");

        assertThat(other.owner()
                        .with("Idempotency-Key", key)
                        .bytes("POST", "/assets", "image/png", picture(10))
                        .expect(201)
                        .text("id"))
                .isNotEqualTo(first);
    }

    @Test
    void freesTheKeyOfARequestThatFailed() {
        ApiClient owner = host.newTenant().owner().with("Idempotency-Key", "key-1");

        owner.bytes("POST", "/assets", "image/png", new byte[] {1, 2, 3}).expect(422);

        owner.bytes("POST", "/assets", "image/png", picture(10)).expect(201);
    }

    @Test
    void hasTheEffectOnceWhenManyAskAtTheSameTime() throws Exception {
        ApiClient owner = host.newTenant().owner();
        byte[] picture = picture(10);
        List<Callable<ApiResponse>> calls = IntStream.range(0, 8)
                .<Callable<ApiResponse>>mapToObj(
                        _ -> () -> owner.with("Idempotency-Key", "one").bytes("POST", "/assets", "image/png", picture))
                .toList();

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ApiResponse> answer : executor.invokeAll(calls)) {
                ApiResponse response = answer.get();
                assertThat(response.status()).as(response.body()).isIn(201, 409);
            }
        }

        assertThat(owner.get("/assets").expect(200).json().required("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesAKeyThatIsNoKey() {
        ApiClient owner = host.newTenant().owner();

        owner.with("Idempotency-Key", "x".repeat(201))
                .bytes("POST", "/assets", "image/png", picture(10))
                .expect(400);
    }
}
