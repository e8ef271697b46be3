package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.openai.ServerSettings.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The tenant's server within one call. It is asked again only when it surely did nothing: it refused the connection, or
 * answered 429 or 503. After a timeout or a lost connection it may have done the work, and would do and bill it twice.
 */
final class ModelServer {

    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final ServerSettings settings;
    private final OutboundHttp http;
    private final Backoff backoff;
    private final Deadline deadline;

    ModelServer(ServerSettings settings, OutboundHttp http, Backoff backoff, Deadline deadline) {
        this.settings = settings;
        this.http = http;
        this.backoff = backoff;
        this.deadline = deadline;
    }

    /** Reads the body of an answer. */
    interface Reader<R> {

        R read(InputStream body) throws IOException, PluginException;
    }

    /**
     * Asks and reads the whole answer.
     *
     * @param model whom the request names
     * @param limit the most bytes that an answer may have
     */
    Map<String, Object> ask(Operation operation, String model, Map<String, Object> request, int limit)
            throws PluginException, InterruptedException {
        return stream(operation, model, request, body -> {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new PluginException(
                        FailureCode.INVALID_RESULT,
                        settings.shown() + " answered more than " + limit / 1_000_000 + " MB; nothing of it was kept");
            }
            return answer(bytes);
        });
    }

    /** Asks and gives the answer to the reader as it comes. */
    <R> R stream(Operation operation, String model, Map<String, Object> request, Reader<R> reader)
            throws PluginException, InterruptedException {
        String body = Json.write(request);
        for (int tried = 1; ; tried++) {
            Refusal refusal;
            try {
                HttpResponse<InputStream> response = http.send(request(operation, body));
                if (response.statusCode() / 100 == 2) {
                    return read(response.body(), reader);
                }
                byte[] said = read(response.body(), stream -> stream.readNBytes(LONGEST_REFUSAL));
                refusal = Refusal.of(response.statusCode(), response.headers(), said, settings, model);
            } catch (HttpTimeoutException e) {
                throw Connection.late(settings, e);
            } catch (ConnectException | UnknownHostException e) {
                refusal = Connection.refused(settings, e);
            } catch (IOException e) {
                throw lost(e);
            }
            Optional<Duration> pause =
                    refusal.again() ? backoff.next(tried, refusal.pause(), deadline) : Optional.empty();
            backoff.await(pause.orElseThrow(refusal::failure));
        }
    }

    private HttpRequest request(Operation operation, String body) throws PluginException {
        Duration left = deadline.remaining();
        if (left.isZero()) {
            throw Connection.late(settings, new HttpTimeoutException("no time is left"));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address(operation))
                // Java offers HTTP/2 without TLS by an upgrade, and vLLM's server then loses the body of the request.
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(left)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    private <R> R read(InputStream body, Reader<R> reader) throws PluginException, InterruptedException {
        try (body;
                Deadline.Watch watch = deadline.watch(body)) {
            R result;
            try {
                result = reader.read(body);
            } catch (IOException | PluginException e) {
                // A stream that was closed in between looks like one that ended, and its answer like a broken one.
                if (watch.fired()) {
                    throw Connection.late(settings, e);
                }
                throw e;
            }
            if (watch.fired()) {
                throw Connection.late(settings, new HttpTimeoutException("the answer was not complete in time"));
            }
            return result;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** An interruption reaches who reads a body as an {@link IOException}. */
    private PluginException lost(IOException cause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The call to " + settings.shown() + " was interrupted");
        }
        return Connection.lost(settings, cause);
    }

    private Map<String, Object> answer(byte[] bytes) throws PluginException {
        try {
            if (Json.parse(bytes) instanceof Map<?, ?> object) {
                return Json.object(object);
            }
        } catch (IOException _) {
            // Answered below, like JSON of another kind.
        }
        throw new PluginException(
                FailureCode.INVALID_RESULT,
                settings.shown() + " did not answer a JSON object; an administrator checks whether base_url leads to an"
                        + " OpenAI-compatible server");
    }
}
