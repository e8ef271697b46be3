package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Swaps of model providers under running jobs: no job fails, and no class loader stays. The number of swaps of each is
 * {@code -Dadgenius.swaps}, 5 by default.
 */
class ProviderSwapIT {

    private static final int SWAPS = Integer.getInteger("adgenius.swaps", 5);
    private static final String FIRST = "1.0.0";
    private static final String SECOND = "2.0.0";
    private static final String LEAKING = "9.9.9";
    private static final List<String> PROVIDERS = List.of(VertexServer.PROVIDER, OpenAiServer.PROVIDER);

    /** A plugin's life that leaves a thread behind. */
    private static final String LEAK = "public void start() { Thread left = new Thread(() -> { while (true) {"
            + " java.util.concurrent.locks.LockSupport.park(); } }, \"planted-leak\");"
            + " left.setDaemon(true); left.start(); }";

    @TempDir
    private Path folder;

    @Test
    void swapsUnderRunningJobsFailNoneAndLeaveNoLoader() throws Exception {
        try (VertexServer vertex = VertexServer.start();
                OpenAiServer openAi = OpenAiServer.wanting("sk-right");
                HostProcess host = HostProcess.start(
                        folder.resolve("data"), vertex.allowed(), "--outbound-hosts", "127.0.0.1:" + openAi.port())) {
            Api administrator = Api.administrator(host);
            for (String provider : PROVIDERS) {
                ProviderTenant.install(administrator, provider);
                upload(administrator, provider, SECOND, "");
            }
            plantLeak(administrator);
            vertex.videoAfter(2);
            ProviderTenant google = google(administrator, vertex);
            ProviderTenant own = own(administrator, openAi);
            ProviderJobs jobs = new ProviderJobs();
            jobs.text(google).text(google).picture(google).film(google);
            jobs.text(own).text(own).picture(own);

            Map<String, Long> took = new HashMap<>();
            for (int swap = 0; swap < SWAPS; swap++) {
                for (String provider : PROVIDERS) {
                    long begun = System.nanoTime();
                    ProviderTenant.route(administrator, provider, swap % 2 == 0 ? SECOND : FIRST);
                    took.merge(provider, System.nanoTime() - begun, Long::sum);
                    jobs.settle();
                }
            }
            jobs.end();

            assertThat(jobs.failures()).isEmpty();
            assertThat(jobs.ready("text")).isGreaterThanOrEqualTo(SWAPS * 2L * PROVIDERS.size());
            assertThat(jobs.ready("image")).isPositive();
            assertThat(jobs.ready("video")).isPositive();
            List<String> left = left(host, administrator);
            System.out.printf(
                    "provider swap: %d swaps each of %s, ms a swap %s, jobs ready %s, %d failed, left %s%n",
                    SWAPS,
                    PROVIDERS,
                    milliseconds(took),
                    jobs.ready(),
                    jobs.failures().size(),
                    left);
            assertThat(left).as("but the planted one").isNotEmpty().allMatch(one -> one.contains(LEAKING));

            openAi.then("error", 500, "", "Broken");
            jobs.once(own, "text");
            assertThat(jobs.failures()).as("a job that fails would be reported").hasSize(1);
        }
    }

    private void upload(Api administrator, String provider, String version, String life) throws Exception {
        administrator
                .upload(RebuiltPlugin.from(CompiledFake.jar(provider), provider, version, folder, life))
                .expect(201);
    }

    /** What finds no loader left must find one that stays. */
    private void plantLeak(Api administrator) throws Exception {
        upload(administrator, OpenAiServer.PROVIDER, LEAKING, LEAK);
        ProviderTenant.route(administrator, OpenAiServer.PROVIDER, LEAKING);
        ProviderTenant.route(administrator, OpenAiServer.PROVIDER, FIRST);
    }

    private static ProviderTenant google(Api administrator, VertexServer vertex) throws Exception {
        ProviderTenant tenant = ProviderTenant.of(administrator, "google", VertexServer.PROVIDER);
        String address = vertex.address();
        tenant.settings(body -> body.put("project", "acme-ads").put("endpoint", address));
        return tenant;
    }

    private static ProviderTenant own(Api administrator, OpenAiServer openAi) throws Exception {
        ProviderTenant tenant = ProviderTenant.of(administrator, "own", OpenAiServer.PROVIDER);
        String base = openAi.baseUrl();
        tenant.settings(body -> body.put("base_url", base)
                .put("api_key", "sk-right")
                .put("text_model", "text-fake")
                .put("image_model", "image-fake"));
        return tenant;
    }

    private static Map<String, Long> milliseconds(Map<String, Long> took) {
        Map<String, Long> milliseconds = new HashMap<>();
        took.forEach((provider, nanos) ->
                milliseconds.put(provider, Duration.ofNanos(nanos).toMillis() / SWAPS));
        return milliseconds;
    }

    /** Instances that no route names and that were not collected within two minutes, as the node reports them. */
    private static List<String> left(HostProcess host, Api administrator) throws Exception {
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> look(host, administrator).stream().allMatch(one -> one.contains(LEAKING)));
        } catch (ConditionTimeoutException _) {
            return look(host, administrator);
        }
        return look(host, administrator);
    }

    private static List<String> look(HostProcess host, Api administrator) throws Exception {
        host.collectGarbage();
        JsonNode nodes = administrator.get("/admin/nodes").expect(200).json();
        return PROVIDERS.stream()
                .flatMap(provider -> Instances.left(nodes, provider).stream())
                .distinct()
                .toList();
    }
}
