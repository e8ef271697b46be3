package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.Models.VideoOperation;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The operations that one generation started, by key. It outlives the call as the host's store does: that it starts is
 * kept before the model is asked, the handle before the first poll.
 */
final class VideoOperations {

    private static final String STARTING = "";
    private static final int HANDLE_LIMIT = 4096;

    private final Map<String, String> handles = new LinkedHashMap<>();

    synchronized VideoOperation startOrResume(
            String key, VideoRequest request, VideoModel model, TenantContext provider)
            throws PluginException, InterruptedException {
        requireNonNull(key, "key is null");
        String known = handles.putIfAbsent(key, STARTING);
        if (STARTING.equals(known)) {
            throw new PluginException(
                    FailureCode.UNKNOWN_OUTCOME,
                    "The answer to the start of video \"" + key + "\" was lost; nothing was started again");
        }
        if (known == null) {
            handles.put(key, start(key, request, model, provider));
        }
        return new Operation(handles.get(key), model, provider);
    }

    private String start(String key, VideoRequest request, VideoModel model, TenantContext provider)
            throws PluginException, InterruptedException {
        String handle;
        try {
            handle = requireNonNull(model.start(request, provider), "start returned null");
        } catch (PluginException e) {
            if (e.code() != FailureCode.UNKNOWN_OUTCOME) {
                handles.remove(key);
            }
            throw e;
        }
        int size = handle.getBytes(StandardCharsets.UTF_8).length;
        if (size == 0 || size > HANDLE_LIMIT) {
            throw new IllegalStateException("The handle of video \"" + key + "\" has " + size + " bytes; 1 to "
                    + HANDLE_LIMIT + " are allowed");
        }
        return handle;
    }

    synchronized Map<String, String> handles() {
        Map<String, String> started = new LinkedHashMap<>(handles);
        started.values().removeIf(STARTING::equals);
        return Collections.unmodifiableMap(started);
    }

    private record Operation(String handle, VideoModel model, TenantContext provider) implements VideoOperation {

        @Override
        public VideoStatus poll() throws PluginException, InterruptedException {
            return requireNonNull(model.poll(handle, provider), "poll returned null");
        }

        @Override
        public void cancel() throws PluginException, InterruptedException {
            model.cancel(handle, provider);
        }
    }
}
