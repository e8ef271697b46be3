package com.adgenius.host.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.EventConnection.Received;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant hears of its creatives on {@code GET /events}. */
class TenantEventsTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final ScriptedGenerator TEXT =
            ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, context) -> {
                context.progress("Writing", 0.5);
                return Scripts.copy(request, "frog");
            });

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();

    TenantEventsTest() {
        TEXT.serve(tenant);
    }

    private static String ask(ApiClient client, String prompt) {
        return client.post("/creatives", TEXT.request(prompt)).expect(202).text("id");
    }

    private EventConnection listen() {
        return EventConnection.open(owner, "/events");
    }

    private static List<String> about(List<Received> events) {
        return events.stream().map(Received::about).toList();
    }

    @Test
    void tellEachStepOfACreativeInItsOrder() {
        try (EventConnection events = listen()) {
            events.until(EventConnection.BEGIN);
            String id = ask(owner, "An old pond");

            assertThat(about(events.until("creative.generated")))
                    .containsExactly(
                            "creative.queued " + id,
                            "creative.running " + id,
                            "creative.progress " + id,
                            "creative.progress " + id,
                            "creative.generated " + id);
        }
    }

    @Test
    void areNeitherStoredNorChangedOnTheirWay() {
        try (EventConnection events = listen()) {
            assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(events.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
            assertThat(events.headers().firstValue("X-Accel-Buffering")).contains("no");
            assertThat(events.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void comeEachOnceOverAnyCutOfTheConnection() {
        String begin;
        List<Received> all = new ArrayList<>();
        try (EventConnection events = listen()) {
            begin = events.until(EventConnection.BEGIN).getFirst().id();
            IntStream.range(0, 3).forEach(number -> ask(owner, "Number " + number));
            for (int made = 0; made < 3; made++) {
                all.addAll(events.until("creative.generated"));
            }
        }

        assertThat(rest(begin, all.size())).isEqualTo(about(all));
        for (int cut = 0; cut < all.size() - 1; cut++) {
            List<Received> missed = all.subList(cut + 1, all.size());
            assertThat(rest(all.get(cut).id(), missed.size()))
                    .as("after " + all.get(cut))
                    .isEqualTo(about(missed));
        }
    }

    private List<String> rest(String after, int count) {
        List<String> rest = new ArrayList<>();
        try (EventConnection events = EventConnection.after(owner, "/events", after)) {
            events.until(EventConnection.BEGIN);
            while (rest.size() < count) {
                rest.addAll(about(events.until(_ -> true)));
            }
        }
        return rest;
    }

    @Test
    void ofAnotherTenantNeverCome() {
        TenantUnderTest other = HOST.newTenant();
        TEXT.serve(other);
        try (EventConnection own = listen();
                EventConnection theirs = EventConnection.open(other.owner(), "/events")) {
            own.until(EventConnection.BEGIN);
            theirs.until(EventConnection.BEGIN);
            String foreign = ask(other.owner(), "Theirs");
            theirs.until("creative.generated");

            String id = ask(owner, "Ours");

            assertThat(about(own.until("creative.generated")))
                    .hasSize(5)
                    .allSatisfy(about -> assertThat(about).endsWith(id).doesNotContain(foreign));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "7", "1-2-3", "-1-2", "1--2", "1-", "99999999999999999999-1", "1-2;3"})
    void beginNowhereByAnIdThatIsNotTheirs(String id) {
        ApiResponse refused = owner.with("Last-Event-ID", id).get("/events").expect(400);

        assertThat(refused.text("code")).isEqualTo("malformed_parameter");
        assertThat(refused.json().required("errors").findValuesAsText("field")).containsExactly("Last-Event-ID");
    }

    @Test
    void endForAReaderWhoIsNotSignedIn() {
        assertThat(HOST.anonymous().get("/events").expect(401).text("code")).isEqualTo("not_authenticated");
    }
}
