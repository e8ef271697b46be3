package com.adgenius.host.server.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.context.ModelUse.Pieces;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
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
record ServedVideos(Binding binding, ProviderChoice choice, Providers providers, GenerationJob job) {

    private static final int KEY_LIMIT = 200;
    private static final int HANDLE_LIMIT = 4096;

    VideoOperation startOrReturn(String key, VideoRequest request, Optional<Pieces> pieces)
            throws PluginException, InterruptedException {
        if (key.isBlank() || key.length() > KEY_LIMIT) {
            throw new IllegalArgumentException("A video's key has 1 to " + KEY_LIMIT + " characters");
        }
        Optional<VideoJournal.Operation> known = binding.call(() -> job.videos().find(key));
        if (known.isEmpty()) {
            Served<String> started = choice.first(
                    ModelKind.VIDEO,
                    Entry.MODEL_VIDEO,
                    (provider, entry, afterFallback) -> start(key, request, provider, entry, afterFallback));
            return new Operation(key, started.provider(), started.answer(), started.afterFallback(), pieces);
        }
        String handle = known.get()
                .handle()
                .orElseThrow(() -> new PluginException(
                        FailureCode.UNKNOWN_OUTCOME,
                        "The answer to the start of video \"" + key
                                + "\" was lost; it was not started again. Retry the creative to start a new one."));
        return new Operation(key, known.get().provider(), handle, known.get().afterFallback(), pieces);
    }

    private Providers.Answered<String> start(
            String key, VideoRequest request, String provider, Entry entry, boolean afterFallback)
            throws ProviderException, InterruptedException {
        binding.run(() -> job.videos().starting(key, provider, afterFallback));
        Providers.Answered<String> started;
        try {
            started = providers.ask(provider, VideoModel.class, entry, (model, context) -> {
                String given = model.start(request, context);
                // Here and not after the call, which may be given up while the provider answers: then somebody has to
                // end the operation.
                if (isHandle(given)) {
                    TenantScope.run(binding.tenant(), () -> job.videos().started(key, given));
                }
                return given;
            });
        } catch (ProviderException e) {
            if (!e.undone()) {
                throw e.unknown("Whether video \"" + key + "\" was started is not known: " + e.getMessage());
            }
            binding.run(() -> job.videos().forget(key));
            throw e;
        }
        if (!isHandle(started.answer())) {
            throw ProviderException.lost("Model provider \"" + provider + "\" gave a handle of "
                    + started.answer().getBytes(UTF_8).length + " bytes; 1 to " + HANDLE_LIMIT + " are allowed");
        }
        return started;
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
        private final boolean afterFallback;
        private final Optional<Pieces> pieces;

        private Operation(String key, String provider, String handle, boolean afterFallback, Optional<Pieces> pieces) {
            this.key = key;
            this.provider = provider;
            this.handle = handle;
            this.afterFallback = afterFallback;
            this.pieces = pieces;
        }

        @Override
        public VideoStatus poll() throws PluginException, InterruptedException {
            binding.requireOpen();
            Providers.Answered<VideoStatus> polled = providers.ask(
                    provider, VideoModel.class, Entry.MODEL_VIDEO, (model, context) -> model.poll(handle, context));
            if (polled.answer() instanceof VideoStatus.Succeeded succeeded) {
                ModelUse use = new ModelUse(provider, polled.version(), afterFallback, succeeded.usage(), pieces);
                binding.run(() -> job.used(key, use));
            }
            return polled.answer();
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
