package com.adgenius.plugins.video;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Films in a number of polls, keeps what it was asked, and counts how many operations run at once. */
final class FilmedModel implements VideoModel {

    private final int polls;
    private final Camera camera;
    private final List<VideoRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> polled = new ConcurrentHashMap<>();
    private final Map<String, VideoStatus> ended = new ConcurrentHashMap<>();
    private final CountDownLatch firstPoll = new CountDownLatch(1);
    private volatile int mostAtOnce;

    FilmedModel(int polls, Camera camera) {
        this.polls = polls;
        this.camera = camera;
    }

    interface Camera {

        byte[] film(VideoRequest request);
    }

    /** A model that gives exactly what is asked. */
    static FilmedModel exact(int polls) {
        return new FilmedModel(
                polls,
                request -> Mp4Files.file()
                        .size(request.width(), request.height())
                        .seconds((double) request.duration().toSeconds())
                        .bytes());
    }

    @Override
    public String start(VideoRequest request, TenantContext context) {
        requests.add(request);
        String handle = "v1:" + requests.size();
        polled.put(handle, 0);
        mostAtOnce = Math.max(mostAtOnce, polled.size() - ended.size());
        return handle;
    }

    @Override
    public VideoStatus poll(String handle, TenantContext context) throws PluginException {
        firstPoll.countDown();
        int number = polled.merge(handle, 1, Integer::sum);
        if (number <= polls) {
            return new VideoStatus.Running((double) number / (polls + 1), Duration.ofMillis(1));
        }
        VideoStatus known = ended.get(handle);
        if (known == null) {
            known = film(requests.get(Integer.parseInt(handle.substring(3)) - 1), context);
            ended.put(handle, known);
        }
        return known;
    }

    @Override
    public void cancel(String handle, TenantContext context) {
        cancelled.add(handle);
    }

    private VideoStatus film(VideoRequest request, TenantContext context) throws PluginException {
        byte[] bytes = camera.film(request);
        if (bytes.length == 0) {
            return new VideoStatus.Failed(FailureCode.BLOCKED, "The request shows a person; describe a thing instead");
        }
        try {
            Blob video = context.blobs().write("video/mp4", output -> output.write(bytes));
            return new VideoStatus.Succeeded(
                    video, "A lake & <snow>", new ModelUsage("camera-1", Map.of("seconds", 6L)));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The video could not be stored", e);
        }
    }

    List<VideoRequest> requests() {
        return List.copyOf(requests);
    }

    List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    int mostAtOnce() {
        return mostAtOnce;
    }

    CountDownLatch firstPoll() {
        return firstPoll;
    }
}
