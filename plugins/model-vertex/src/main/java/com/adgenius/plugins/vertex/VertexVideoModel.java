package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.connection.Session;
import com.adgenius.plugins.vertex.video.VeoOperation;
import com.adgenius.plugins.vertex.video.VideoHandle;
import java.time.Duration;
import java.util.Optional;
import org.pf4j.Extension;

/** Makes videos by Veo. The handle holds Google's name of the operation, so any node and any later version goes on. */
@Extension
public final class VertexVideoModel implements VideoModel {

    private static final Duration DEADLINE = Duration.ofSeconds(110);

    private final VertexPlugin plugin;

    /** Makes videos by the plugin's connections. */
    public VertexVideoModel(VertexPlugin plugin) {
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    @Override
    public String settingsSchema() {
        return plugin.settingsSchema();
    }

    @Override
    public String start(VideoRequest request, TenantContext context) throws PluginException, InterruptedException {
        return plugin.vertex().ask(ModelKind.VIDEO, DEADLINE, context, session -> {
            if (session.model().call() != CallShape.PREDICT_LONG_RUNNING) {
                throw Vertex.uncallable(session.model(), CallShape.PREDICT_LONG_RUNNING);
            }
            return new VeoOperation(session, context).start(request).toString();
        });
    }

    @Override
    public VideoStatus poll(String handle, TenantContext context) throws PluginException, InterruptedException {
        Optional<VideoHandle> known = VideoHandle.parse(handle);
        if (known.isEmpty()) {
            return new VideoStatus.Failed(FailureCode.INVALID_INPUT, "This video is not known here. Generate it again");
        }
        Session session = plugin.vertex().session(ModelKind.VIDEO, DEADLINE, context);
        return new VeoOperation(session, context).poll(known.get());
    }

    @Override
    public void cancel(String handle, TenantContext context) {
        VideoHandle.parse(handle).ifPresent(known -> VeoOperation.forget(known, context));
    }
}
