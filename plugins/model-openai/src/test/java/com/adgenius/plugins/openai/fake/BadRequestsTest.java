package com.adgenius.plugins.openai.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake takes what the protocol has and nothing else: otherwise what the plugin sends would be proved by nothing. */
class BadRequestsTest {

    private static final String CHAT = "/chat/completions";
    private static final String IMAGES = "/images/generations";
    private static final String EMBEDDINGS = "/embeddings";
    private static final String TALK = "\"model\":\"text-fake\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String PAINT = "\"model\":\"image-fake\",\"prompt\":\"A shoe\"";
    private static final String EMBED = "\"model\":\"embedding-fake\",\"input\":[\"A shoe\"]";

    private static FakeServer server;
    private static HttpClient client;

    record Case(String path, String body, int status) {

        @Override
        public String toString() {
            return path + " " + body;
        }
    }

    @BeforeAll
    static void open() {
        server = FakeServer.open(new byte[] {1});
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
    }

    private static Case chat(String members) {
        return new Case(CHAT, "{" + members + "}", 400);
    }

    private static Case talk(String more) {
        return chat(TALK + "," + more);
    }

    private static Case strict(String schema) {
        return talk("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"strict\":true,"
                + "\"schema\":" + schema + "}}");
    }

    private static Case shown(String role, String part) {
        return chat("\"model\":\"text-fake\",\"messages\":[{\"role\":\"" + role + "\",\"content\":[" + part + "]}]");
    }

    private static Case image(String more) {
        return new Case(IMAGES, "{" + PAINT + "," + more + "}", 400);
    }

    private static Case embedding(String members) {
        return new Case(EMBEDDINGS, "{" + members + "}", 400);
    }

    static Stream<Case> bad() {
        return Stream.of(
                new Case(CHAT, "", 400),
                new Case(CHAT, "not JSON", 400),
                new Case(CHAT, "[]", 400),
                new Case(CHAT, "{" + TALK + "}}", 400),
                chat(TALK + ",\"model\":\"text-fake\""),
                chat("\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
                chat("\"model\":\"text-fake\""),
                chat("\"model\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
                chat("\"model\":\"text-fake\",\"messages\":[]"),
                chat("\"model\":\"text-fake\",\"messages\":\"Hi\""),
                chat("\"model\":\"text-fake\",\"messages\":[{\"role\":\"robot\",\"content\":\"Hi\"}]"),
                chat("\"model\":\"text-fake\",\"messages\":[{\"role\":\"user\"}]"),
                chat("\"model\":\"text-fake\",\"messages\":[{\"content\":\"Hi\"}]"),
                chat("\"model\":\"text-fake\",\"messages\":[{\"role\":\"user\",\"content\":7}]"),
                chat("\"model\":\"text-fake\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"mood\":\"\"}]"),
                shown("system", "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}"),
                shown("user", "{\"type\":\"image_url\",\"image_url\":\"data:image/png;base64,AQID\"}"),
                shown("user", "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/svg+xml;base64,AQID\"}}"),
                shown("user", "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png,AQID\"}}"),
                shown("user", "{\"type\":\"image\",\"image\":\"AQID\"}"),
                talk("\"prompt\":\"Hi\""),
                talk("\"max_output_tokens\":5"),
                talk("\"max_tokens\":5,\"max_completion_tokens\":5"),
                talk("\"max_completion_tokens\":0"),
                talk("\"max_completion_tokens\":\"5\""),
                talk("\"temperature\":2.5"),
                talk("\"temperature\":\"hot\""),
                talk("\"seed\":1.5"),
                talk("\"n\":0"),
                talk("\"stream\":\"yes\""),
                talk("\"stream_options\":{\"include_usage\":true}"),
                talk("\"stream\":true,\"stream_options\":{\"usage\":true}"),
                talk("\"reasoning_effort\":\"huge\""),
                talk("\"response_format\":\"json\""),
                talk("\"response_format\":{\"type\":\"xml\"}"),
                talk("\"response_format\":{\"type\":\"json_object\"}"),
                talk("\"response_format\":{\"type\":\"json_schema\"}"),
                talk("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}"),
                talk("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a b\"}}"),
                talk("\"response_format\":{\"type\":\"text\",\"json_schema\":{\"name\":\"a\"}}"),
                talk("\"response_format\":{\"type\":\"json_schema\",\"schema\":{},\"json_schema\":{\"name\":\"a\"}}"),
                strict("{\"type\":\"array\"}"),
                strict("{\"type\":\"object\",\"properties\":{},\"required\":[]}"),
                strict("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[],"
                        + "\"additionalProperties\":false}"),
                strict("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":3}},"
                        + "\"required\":[\"a\"],\"additionalProperties\":false}"),
                strict(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}},"
                                + "\"required\":[\"a\"],\"additionalProperties\":false}"),
                new Case(CHAT, "{" + TALK.replace("text-fake", "other") + "}", 404),
                new Case(IMAGES, "{\"model\":\"image-fake\"}", 400),
                image("\"size\":\"large\""),
                image("\"size\":1024"),
                image("\"n\":11"),
                image("\"response_format\":\"base64\""),
                image("\"quality\":\"best\""),
                image("\"seed\":5"),
                image("\"negative_prompt\":\"rain\""),
                image("\"partial_images\":1"),
                new Case(
                        IMAGES,
                        "{" + PAINT.replace("image-fake", "gpt-image-fake") + ",\"response_format\":\"b64_json\"}",
                        400),
                new Case(IMAGES, "{" + PAINT.replace("image-fake", "gpt-image-fake") + ",\"size\":\"1200x628\"}", 400),
                embedding("\"model\":\"embedding-fake\""),
                embedding("\"input\":[\"A shoe\"]"),
                embedding("\"model\":\"embedding-fake\",\"input\":[]"),
                embedding("\"model\":\"embedding-fake\",\"input\":[\"\"]"),
                embedding("\"model\":\"embedding-fake\",\"input\":[\"a\",5]"),
                embedding(EMBED + ",\"encoding_format\":\"int8\""),
                embedding(EMBED + ",\"dimensions\":3"),
                embedding(EMBED + ",\"truncate\":true"),
                new Case("/completions", "{" + TALK + "}", 404));
    }

    static Stream<Case> good() {
        return Stream.of(
                chat(TALK),
                shown("user", "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}"),
                talk("\"temperature\":0.7,\"seed\":42,\"max_completion_tokens\":500"),
                talk("\"stream\":true,\"stream_options\":{\"include_usage\":true}"),
                strict("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}},"
                        + "\"required\":[\"a\"],\"additionalProperties\":false}"),
                new Case(IMAGES, "{" + PAINT + "}", 200),
                image("\"n\":1,\"size\":\"1536x1024\",\"response_format\":\"b64_json\""),
                embedding(EMBED),
                embedding(EMBED.replace("embedding-fake", "text-embedding-3-fake") + ",\"dimensions\":3"),
                embedding(EMBED + ",\"encoding_format\":\"float\""));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aRequestThatTheProtocolDoesNotHaveIsRefusedInItsOwnShape(Case wrong) throws Exception {
        HttpResponse<String> response = send(request(wrong));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(wrong.status());
        Map<String, Object> error =
                FakeJson.object(FakeJson.object(response.body()).get("error"));
        assertThat(error).containsOnlyKeys("message", "type", "param", "code");
        assertThat(error.get("type")).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @MethodSource("good")
    void aRequestThatTheProtocolHasIsAnswered(Case right) throws Exception {
        assertThat(send(request(right)).statusCode()).isEqualTo(200);
    }

    @Test
    void theTableIsNotSmall() {
        assertThat(bad().map(Case::toString).distinct().count()).isGreaterThan(50);
    }

    @Test
    void anUpgradeAnotherMethodAndAnotherMediaTypeAreRefused() throws Exception {
        HttpRequest.Builder request = request(chat(TALK));

        assertThat(send(request.copy().GET()).statusCode()).isEqualTo(405);
        assertThat(send(request.copy().setHeader("Content-Type", "text/plain")).statusCode())
                .isEqualTo(415);
        assertThat(send(request.copy().version(HttpClient.Version.HTTP_2)).body())
                .contains("loses the body");
    }

    @Test
    void aServerThatWantsAKeyTakesNoOther() throws Exception {
        try (FakeServer guarded = FakeServer.wanting("sk-right", new byte[] {1})) {
            HttpRequest.Builder request = request(chat(TALK)).uri(URI.create(guarded.baseUrl() + CHAT));

            assertThat(send(request.copy()).statusCode()).isEqualTo(401);
            assertThat(send(request.copy().header("Authorization", "Bearer sk-wrong"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(request.copy().header("Authorization", "Bearer sk-right"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpRequest.Builder request(Case one) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + one.path()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(one.body()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
