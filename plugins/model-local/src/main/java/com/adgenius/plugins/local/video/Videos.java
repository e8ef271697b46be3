package com.adgenius.plugins.local.video;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugins.local.copy.Copywriter;
import com.adgenius.plugins.local.copy.PosterText;
import com.adgenius.plugins.local.font.Fonts;
import com.adgenius.plugins.local.picture.Canvas;
import com.adgenius.plugins.local.picture.Pictures;
import com.adgenius.plugins.local.picture.Storyboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes videos in small pieces of work, each of which leaves what it made in the tenant's blobs and documents: any process
 * with any later version can go on with the next picture.
 */
public final class Videos {

    private static final String SLICE = "application/octet-stream";
    private static final Duration WORK = Duration.ofSeconds(2);

    private final Fonts fonts;
    private final TenantContext context;

    /** Works for the tenant of that context. */
    public Videos(Fonts fonts, TenantContext context) {
        this.fonts = fonts;
        this.context = context;
    }

    /**
     * How far a video is.
     *
     * @param fraction of its pictures, 0 to 1
     * @param video the file, once it is finished
     * @param description what the file shows
     */
    public record State(double fraction, Optional<Blob> video, String description) {}

    /** Stores an order under that id, once it is sure that it can be drawn. */
    public void order(String id, VideoRequest request, long seed) throws PluginException {
        VideoOrder order = new VideoOrder(
                request.brief(),
                request.width(),
                request.height(),
                request.duration().toMillis(),
                request.safeArea(),
                request.variant(),
                seed,
                request.references());
        storyboard(order).frame(0, Storyboard.STEPS);
        VideoProgress.ordered(order.json()).save(context.documents(), id);
    }

    /** Works about two seconds on the order; empty where there is none of that id. */
    public Optional<State> work(String id) throws PluginException, IOException, InterruptedException {
        Optional<VideoProgress> found = VideoProgress.find(context.documents(), id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // Java's reader of font files clears an interruption that meets it, so look before anything is drawn.
        requireNotInterrupted();
        VideoProgress progress = found.get();
        if (progress.video().isPresent()) {
            return Optional.of(new State(1, progress.video(), progress.description()));
        }
        VideoOrder order = VideoOrder.of(progress.order());
        Storyboard storyboard = storyboard(order);
        Timeline timeline = Timeline.of(storyboard.scenes(), order.milliseconds());
        FrameEncoder encoder = new FrameEncoder(order.width(), order.height(), Timeline.FRAMES_PER_SECOND);
        int done = progress.pictures();
        if (done < timeline.shots().size()) {
            progress = progress.with(slice(storyboard, timeline, encoder, done));
            progress.save(context.documents(), id);
            double fraction = 0.98 * progress.pictures() / timeline.shots().size();
            return Optional.of(new State(fraction, Optional.empty(), ""));
        }
        Blob video = file(progress, order, timeline, encoder);
        VideoProgress finished = VideoProgress.done(video, Pictures.describe(words(order), false));
        finished.save(context.documents(), id);
        return Optional.of(new State(1, finished.video(), finished.description()));
    }

    /** Forgets the order; the host removes what it left in blobs. */
    public void cancel(String id) {
        VideoProgress.delete(context.documents(), id);
    }

    /** Forgets the oldest orders, whose ids are before the given one; at most {@code limit}. */
    public void forgetBefore(String id, int limit) {
        VideoProgress.deleteBefore(context.documents(), id, limit);
    }

    private VideoProgress.Slice slice(Storyboard storyboard, Timeline timeline, FrameEncoder encoder, int first)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + WORK.toNanos();
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        for (int i = first; i < timeline.shots().size() && (sizes.isEmpty() || System.nanoTime() < end); i++) {
            requireNotInterrupted();
            Timeline.Shot shot = timeline.shots().get(i);
            byte[] sample = encoder.picture(storyboard.frame(shot.scene(), shot.step()));
            encoded.writeBytes(sample);
            sizes.add(sample.length);
        }
        return new VideoProgress.Slice(context.blobs().write(SLICE, encoded::writeTo), sizes);
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The work on a video was interrupted");
        }
    }

    private Blob file(VideoProgress progress, VideoOrder order, Timeline timeline, FrameEncoder encoder)
            throws IOException {
        List<Integer> pictures = progress.slices().stream()
                .flatMap(slice -> slice.sizes().stream())
                .toList();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> complete = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            complete.add(sizes.size() + 1);
            sizes.add(pictures.get(i));
            for (int again = 1; again < timeline.shots().get(i).frames(); again++) {
                sizes.add(encoder.repetition(again).length);
            }
        }
        byte[] header = new Mp4Header(
                        order.width(),
                        order.height(),
                        Timeline.FRAMES_PER_SECOND,
                        encoder.configuration(),
                        sizes,
                        complete)
                .bytes();
        return context.blobs().write("video/mp4", output -> {
            output.write(header);
            int picture = 0;
            for (VideoProgress.Slice slice : progress.slices()) {
                picture = copy(slice, picture, timeline, encoder, context.blobs(), output);
            }
        });
    }

    private static int copy(
            VideoProgress.Slice slice,
            int first,
            Timeline timeline,
            FrameEncoder encoder,
            Blobs blobs,
            OutputStream output)
            throws IOException {
        int picture = first;
        try (InputStream input = blobs.open(slice.blob())) {
            for (int size : slice.sizes()) {
                byte[] sample = input.readNBytes(size);
                if (sample.length < size) {
                    throw new IOException(
                            "A slice of the video ends after " + sample.length + " of " + size + " bytes");
                }
                output.write(sample);
                int frames = timeline.shots().get(picture++).frames();
                for (int again = 1; again < frames; again++) {
                    output.write(encoder.repetition(again));
                }
            }
        }
        return picture;
    }

    private Storyboard storyboard(VideoOrder order) throws PluginException {
        return Storyboard.of(
                fonts,
                order.brief(),
                words(order),
                new Canvas(order.width(), order.height(), order.safeArea()),
                order.variant(),
                order.seed(),
                order.milliseconds() / 1000.0,
                Pictures.firstReadable(order.brief().brand().logo().stream().toList(), context.blobs()),
                Pictures.firstReadable(order.references(), context.blobs()));
    }

    private static PosterText words(VideoOrder order) {
        return new Copywriter(order.brief(), order.variant(), order.seed()).poster();
    }
}
