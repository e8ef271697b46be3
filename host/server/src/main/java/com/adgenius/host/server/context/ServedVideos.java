package com.adgenius.host.server.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.Models.VideoOperation;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The video operations of one generation. That one starts is stored before the provider is asked, its handle before
 * anybody polls: after a crash the same operation goes on, and where the answer was lost nothing is started again.
 */
record ServedVideos(Binding binding, Providers providers, GenerationJob job) {

    private static final int KEY_LIMIT = 200;
    private static final int HANDLE_LIMIT = 4096;

    VideoOperation startOrReturn(String key, VideoRequest request) throws PluginException, InterruptedException {
        if (key.isBlank() || key.length() > KEY_LIMIT) {
            throw new IllegalArgumentException("A video's key has 1 to " + KEY_LIMIT + " characters");
        }
        Optional<VideoJournal.Operation> known = binding.call(() -> job.videos().find(key));
        if (known.isEmpty()) {
            String provider = providers.choose(VideoModel.class);
            return new Operation(key, provider, start(key, provider, request));
        }
        String handle = known.get()
                .handle()
                .orElseThrow(() -> new PluginException(
                        FailureCode.UNKNOWN_OUTCOME,
                        "The answer to the start of video \"" + key
                                + "\" was lost; it was not started again. Retry the creative to start a new one."));
        return new Operation(key, known.get().provider(), handle);
    }

    private String start(String key, String provider, VideoRequest request)
            throws PluginException, InterruptedException {
        binding.run(() -> job.videos().starting(key, provider));
        String handle;
        try {
            handle = providers.ask(provider, VideoModel.class, Entry.MODEL_VIDEO, (model, context) -> {
                String given = model.start(request, context);
                // Here and not after the call, which may be given up while the provider answers: then somebody has to
                // end
                // the operation.
                if (isHandle(given)) {
                    TenantScope.run(binding.tenant(), () -> job.videos().started(key, given));
                }
                return given;
            });
        } catch (Providers.ProviderException e) {
            if (!e.undone()) {
                throw new PluginException(
                        FailureCode.UNKNOWN_OUTCOME,
                        "Whether video \"" + key + "\" was started is not known: " + e.getMessage());
            }
            binding.run(() -> job.videos().forget(key));
            throw e;
        }
        if (!isHandle(handle)) {
            throw new PluginException(
                    FailureCode.UNKNOWN_OUTCOME,
                    "Model provider \"" + provider + "\" gave a handle of " + handle.getBytes(UTF_8).length
                            + " bytes; 1 to " + HANDLE_LIMIT + " are allowed");
        }
        return handle;
    }

    private static boolean isHandle(@Nullable String given) {
        if (given == null) {
            return false;
        }
        int size = given.getBytes(UTF_8).length;
        return size > 0 && size <= HANDLE_LIMIT;
    }

    /** Polls go to the plugin that started it, in whatever version serves. */
    private final class Operation implements VideoOperation {

        private final String key;
        private final String provider;
        private final String handle;

        private Operation(String key, String provider, String handle) {
            this.key = key;
            this.provider = provider;
            this.handle = handle;
        }

        @Override
        public VideoStatus poll() throws PluginException, InterruptedException {
            binding.requireOpen();
            VideoStatus status = providers.ask(
                    provider, VideoModel.class, Entry.MODEL_VIDEO, (model, context) -> model.poll(handle, context));
            if (status instanceof VideoStatus.Succeeded succeeded) {
                job.used(key, succeeded.usage());
            }
            return status;
        }

        @Override
        public void cancel() throws PluginException, InterruptedException {
            binding.requireOpen();
            providers.ask(provider, VideoModel.class, Entry.MODEL_VIDEO, (model, context) -> {
                model.cancel(handle, context);
                return true;
            });
            binding.run(() -> job.videos().forget(key));
        }
    }
}
