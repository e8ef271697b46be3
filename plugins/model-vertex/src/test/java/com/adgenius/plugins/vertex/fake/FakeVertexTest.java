package com.adgenius.plugins.vertex.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake refuses what Google would refuse, in Google's shape; else a test against it proves nothing. */
class FakeVertexTest {

    private static FakeVertex fake;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        fake = FakeVertex.start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        fake.close();
    }

    record Row(JsonObject row) {

        @Override
        public String toString() {
            return Json.text(row, "name").orElseThrow();
        }
    }

    static List<Row> bad() throws IOException {
        return rows("bad-requests.json");
    }

    static List<Row> good() throws IOException {
        return rows("good-requests.json");
    }

    @Test
    void theTableHasAtLeastSixtyBadRequests() throws Exception {
        assertThat(bad().stream().map(Row::toString).distinct().count())
                .isGreaterThanOrEqualTo(60)
                .isEqualTo(bad().size());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadRequestIsRefusedInGooglesShape(Row bad) throws Exception {
        long expected = Math.max(400, Json.number(bad.row(), "status"));

        HttpResponse<String> answer = send(bad.row());

        assertThat((long) answer.statusCode()).isEqualTo(expected);
        JsonObject error = Json.child(Json.object(answer.body()), "error");
        assertThat(Json.number(error, "code")).isEqualTo(expected);
        assertThat(Json.text(error, "status")).contains(expected == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT");
        assertThat(Json.text(error, "message").orElseThrow()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodRequestIsAnswered(Row good) throws Exception {
        HttpResponse<String> answer = send(good.row());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void onlyPostsOfJsonAreAnswered() throws Exception {
        URI address = address("gemini-3.5-flash", "generateContent");
        HttpRequest get = HttpRequest.newBuilder(address).build();
        HttpRequest form = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
        assertThat(http.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> send(JsonObject row) throws Exception {
        String body = Json.text(row, "raw")
                .orElseGet(() -> row.getAsJsonObject("body").toString());
        return http.send(
                HttpRequest.newBuilder(address(
                                Json.text(row, "model").orElseThrow(),
                                Json.text(row, "call").orElseThrow()))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(String model, String verb) {
        return URI.create(fake.address() + "/v1/projects/acme-ads/locations/us-central1/publishers/google/models/"
                + model + ":" + verb);
    }

    private static List<Row> rows(String name) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream input = FakeVertexTest.class.getResourceAsStream(name)) {
            JsonArray entries = JsonParser.parseReader(new InputStreamReader(input, StandardCharsets.UTF_8))
                    .getAsJsonArray();
            entries.forEach(entry -> rows.add(new Row(entry.getAsJsonObject())));
        }
        return rows;
    }
}
