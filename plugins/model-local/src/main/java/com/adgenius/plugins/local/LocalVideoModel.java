package com.adgenius.plugins.local;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugins.local.video.Videos;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.pf4j.Extension;

/**
 * Draws short silent videos of moving type and shapes, as H.264 in MP4.
 *
 * <p>It is a template engine, not a language model: it reads the brief, never the prompt. {@link #start} only stores the
 * order; each {@link #poll} draws for about two seconds on the calling thread and stores what it drew, so that a crash or
 * a swap loses two seconds of work. What was finished is forgotten after 30 days.
 */
@Extension
public final class LocalVideoModel implements VideoModel {

    private static final String HANDLE = "v1:";
    private static final int SMALLEST = 128;
    private static final int LARGEST = 1920;
    // Level 4 of H.264 (table A-1) allows 8,192 macro blocks of 256 pixels.
    private static final int LARGEST_AREA = 8192 * 256;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration NEXT_POLL = Duration.ofMillis(50);
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final LocalModelPlugin plugin;

    /** Draws with the plugin's fonts. */
    public LocalVideoModel(LocalModelPlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public String start(VideoRequest request, TenantContext context) throws PluginException, InterruptedException {
        requireDrawable(request);
        Instant now = context.clock().instant();
        String id = id(now) + "-" + UUID.randomUUID();
        return Drawing.call(() -> {
            Videos videos = new Videos(plugin.fonts(), context);
            videos.forgetBefore(id(now.minus(KEPT)), FORGOTTEN_AT_ONCE);
            videos.order(id, request, Seed.of(request.parameters()));
            return HANDLE + id;
        });
    }

    @Override
    public VideoStatus poll(String handle, TenantContext context) throws PluginException, InterruptedException {
        if (!handle.startsWith(HANDLE)) {
            return unknown();
        }
        return Drawing.call(() -> {
            try {
                Optional<Videos.State> state =
                        new Videos(plugin.fonts(), context).work(handle.substring(HANDLE.length()));
                return state.map(LocalVideoModel::status).orElseGet(LocalVideoModel::unknown);
            } catch (IOException e) {
                throw new PluginException(
                        FailureCode.UNAVAILABLE,
                        "What is drawn of the video could not be stored or read; try again",
                        e);
            }
        });
    }

    @Override
    public void cancel(String handle, TenantContext context) {
        if (handle.startsWith(HANDLE)) {
            new Videos(plugin.fonts(), context).cancel(handle.substring(HANDLE.length()));
        }
    }

    private static VideoStatus status(Videos.State state) {
        return state.video()
                .<VideoStatus>map(video -> new VideoStatus.Succeeded(
                        video, state.description(), new ModelUsage(LocalTextModel.MODEL, Map.of("videos", 1L))))
                .orElseGet(() -> new VideoStatus.Running(state.fraction(), NEXT_POLL));
    }

    private static VideoStatus unknown() {
        return new VideoStatus.Failed(
                FailureCode.INVALID_INPUT,
                "This video is not known here: it was cancelled, or made more than 30 days ago. Generate it again");
    }

    /** Ids ascend with time. */
    private static String id(Instant time) {
        return String.format(Locale.ROOT, "%015d", time.toEpochMilli());
    }

    private static void requireDrawable(VideoRequest request) throws PluginException {
        LocalImageModel.requireSize(request.width(), request.height(), SMALLEST, LARGEST);
        if (request.width() % 2 != 0
                || request.height() % 2 != 0
                || request.width() * request.height() > LARGEST_AREA) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "A video of " + request.width() + "x" + request.height()
                            + " pixels cannot be encoded; the sides must be even and the area at most 1920x1080");
        }
        if (request.duration().compareTo(Duration.ofSeconds(1)) < 0
                || request.duration().compareTo(LONGEST) > 0) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "A video of " + request.duration().toSeconds() + " s cannot be made here; ask for 1 to "
                            + LONGEST.toSeconds());
        }
    }
}
