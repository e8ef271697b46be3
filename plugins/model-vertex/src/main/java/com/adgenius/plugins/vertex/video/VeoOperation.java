package com.adgenius.plugins.vertex.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugins.vertex.Json;
import com.adgenius.plugins.vertex.SafetyFilter;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.api.gax.rpc.StatusCode;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A video by Veo: {@code :predictLongRunning} starts it and {@code :fetchPredictOperation} asks for it by its name.
 *
 * <p>Google has no call that ends such an operation. A cancelled one is forgotten here; what Google makes of it is never
 * fetched, and may be billed.
 */
public final class VeoOperation {

    private static final long START_LIMIT = 1024 * 1024;

    /** In Base64 a video of 8 s at 1080p has about 30 MB. */
    private static final long VIDEO_LIMIT = 96L * 1024 * 1024;

    private static final Duration NEXT_POLL = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(30);

    /** So long a Google that cannot be asked is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** What a video takes by Google's documentation, "11 seconds to 6 minutes": half of it, for showing progress. */
    private static final double HALF_DONE_SECONDS = 90;

    private final Session session;
    private final TenantContext context;
    private final MadeVideos made;

    /** Operations for the tenant of that context. */
    public VeoOperation(Session session, TenantContext context) {
        this.session = requireNonNull(session, "session is null");
        this.context = requireNonNull(context, "context is null");
        this.made = new MadeVideos(context.documents());
    }

    /**
     * Starts a video.
     *
     * @throws PluginException {@link FailureCode#UNKNOWN_OUTCOME} where Google may have started it and did not say so
     */
    public VideoHandle start(VideoRequest request) throws PluginException, InterruptedException {
        Instant now = context.clock().instant();
        JsonObject body = VeoRequest.body(request, session, context);
        long seconds = VeoRequest.seconds(request);
        made.forgetBefore(now.minus(KEPT));
        JsonObject answer;
        try {
            answer = session.post(session.resource(), "predictLongRunning", body, START_LIMIT);
        } catch (RemoteFailureException failure) {
            throw failure.undone() ? failure : unknown(failure.getMessage());
        }
        String name = Json.text(answer, "name")
                .filter(VideoHandle::isOperation)
                .orElseThrow(() -> unknown("Google answered without a usable name of the operation"));
        return new VideoHandle(name, session.model().id(), seconds, now);
    }

    /** Says how far it is; a video that is made is stored with the tenant's media. */
    public VideoStatus poll(VideoHandle handle) throws PluginException, InterruptedException {
        if (made.isCancelled(handle)) {
            return new VideoStatus.Failed(
                    FailureCode.INVALID_INPUT, "This video was cancelled. Generate it again if it is wanted");
        }
        Optional<Blob> earlier = made.find(handle);
        if (earlier.isPresent()) {
            return succeeded(handle, earlier.get());
        }
        JsonObject body = new JsonObject();
        body.addProperty("operationName", handle.operation());
        JsonObject operation;
        try {
            operation = session.post(handle.resource(), "fetchPredictOperation", body, VIDEO_LIMIT);
        } catch (RemoteFailureException failure) {
            return unanswered(handle, failure);
        }
        if (!Json.isTrue(operation, "done")) {
            return running(handle);
        }
        if (operation.has("error")) {
            return failed(handle, Json.child(operation, "error"));
        }
        return made(handle, Json.child(operation, "response"));
    }

    /** Ends it for the tenant of that context: whatever Google makes is not fetched. */
    public static void forget(VideoHandle handle, TenantContext context) {
        new MadeVideos(context.documents()).cancel(handle);
    }

    private VideoStatus unanswered(VideoHandle handle, RemoteFailureException failure) throws PluginException {
        if (failure.status() == StatusCode.Code.NOT_FOUND) {
            return new VideoStatus.Failed(
                    FailureCode.UNKNOWN_OUTCOME,
                    "Vertex AI no longer knows this video; it may have been made under another project or endpoint than "
                            + "the settings of model-vertex now name. It was not started again");
        }
        boolean transitory = failure.code() == FailureCode.UNAVAILABLE || failure.code() == FailureCode.QUOTA_EXCEEDED;
        // Asking costs nothing and the work goes on meanwhile, so one bad minute of the network ends no video.
        if (transitory && age(handle).compareTo(PATIENCE) < 0) {
            return running(handle);
        }
        throw failure;
    }

    private VideoStatus running(VideoHandle handle) {
        double halves = age(handle).toMillis() / 1000.0 / HALF_DONE_SECONDS;
        return new VideoStatus.Running(0.95 * (1 - Math.pow(0.5, halves)), NEXT_POLL);
    }

    private Duration age(VideoHandle handle) {
        Duration age = Duration.between(handle.started(), context.clock().instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static VideoStatus failed(VideoHandle handle, JsonObject error) {
        OperationFailure failure = OperationFailure.of(
                Json.number(error, "code"), Json.text(error, "message").orElse(""), handle.model());
        return new VideoStatus.Failed(failure.code(), failure.message());
    }

    private VideoStatus made(VideoHandle handle, JsonObject response) throws PluginException {
        List<JsonObject> videos = Json.children(response, "videos");
        if (videos.isEmpty()) {
            if (Json.number(response, "raiMediaFilteredCount") > 0) {
                PluginException withheld =
                        SafetyFilter.withheld(handle.model(), Json.texts(response, "raiMediaFilteredReasons"));
                return new VideoStatus.Failed(withheld.code(), withheld.getMessage());
            }
            return unusable(handle, "it holds no video");
        }
        String type = Json.text(videos.getFirst(), "mimeType").orElse("");
        Optional<String> base64 = Json.text(videos.getFirst(), "bytesBase64Encoded");
        if (!type.equals("video/mp4") || base64.isEmpty()) {
            return unusable(handle, "its video is not sent as MP4 within the answer");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.get());
        } catch (IllegalArgumentException e) {
            return unusable(handle, "its video is not coded as documented");
        }
        Optional<String> objection = Mp4.objection(bytes);
        if (objection.isPresent()) {
            return unusable(handle, "its video " + objection.get());
        }
        try {
            Blob video = context.blobs().write(type, output -> output.write(bytes));
            made.put(handle, video);
            return succeeded(handle, video);
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The video could not be stored; try again", e);
        }
    }

    private static VideoStatus succeeded(VideoHandle handle, Blob video) {
        return new VideoStatus.Succeeded(
                video, "", new ModelUsage(handle.model(), Map.of("videos", 1L, "seconds", handle.seconds())));
    }

    private static VideoStatus unusable(VideoHandle handle, String what) {
        RemoteFailureException failure = RemoteFailureException.unreadable(handle.model(), what);
        return new VideoStatus.Failed(failure.code(), failure.getMessage());
    }

    private static PluginException unknown(String reason) {
        return new PluginException(
                FailureCode.UNKNOWN_OUTCOME,
                "Whether Veo started the video is not known, so it was not started again. " + reason);
    }
}
