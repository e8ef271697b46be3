package com.adgenius.plugins.video;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.prompting.AltText;
import com.adgenius.prompting.Resource;
import com.adgenius.prompting.ShownPrompt;
import com.adgenius.prompting.Template;
import com.adgenius.prompting.VisualPrompt;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.Extension;

/** Makes videos: for each format, segment and variant one operation of the tenant's video model, its result checked. */
@Extension
public final class VideoGenerator implements CreativeGenerator {

    static final String DURATION = "duration_seconds";

    private static final String OPTIONS_SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
             "properties": {
              "duration_seconds": {"type": "integer", "minimum": 1, "maximum": 60,
               "description": "How long each video is; the format's own default where it is left out"},
              "generate_audio": {"type": "boolean",
               "description": "Whether the model adds sound, where it can"},
              "seed": {"type": "integer", "minimum": 0, "maximum": 2147483647,
               "description": "The same seed asks the model for the same video, as far as it can"}}}
            """;

    private static final String SETTINGS_SCHEMA = Resource.text(VideoGenerator.class, "settings.json");

    private final FormatCatalog catalog = FormatCatalog.load();
    private final Template template = VideoPrompt.load();

    @Override
    public CreativeKind kind() {
        return CreativeKind.VIDEO;
    }

    @Override
    public Set<ModelKind> models() {
        return Set.of(ModelKind.VIDEO);
    }

    @Override
    public List<Format> formats() {
        return catalog.all().stream().map(VideoFormat::format).toList();
    }

    @Override
    public String optionsSchema() {
        return OPTIONS_SCHEMA;
    }

    @Override
    public String settingsSchema() {
        return SETTINGS_SCHEMA;
    }

    @Override
    public Set<GeneratorAbility> abilities() {
        return EnumSet.allOf(GeneratorAbility.class);
    }

    @Override
    public GenerationResult generate(GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException {
        Template asked = template.forTenant(context.settings(), VisualPrompt.OPEN);
        List<Scene> scenes = scenes(request, asked.text("negative"));
        Map<String, VideoStatus.Succeeded> made = Operations.perform(
                scenes.stream()
                        .map(scene -> new Operations.Order(
                                scene.key(),
                                scene.format().id(),
                                scene.variant(),
                                VideoPrompt.request(asked, scene.order(), scene.seconds())))
                        .toList(),
                context);
        List<Asset> assets = new ArrayList<>();
        for (Scene scene : scenes) {
            assets.add(asset(scene, made.get(scene.key()), context));
        }
        return new GenerationResult(
                ShownPrompt.of(scenes.stream()
                        .map(scene -> VideoPrompt.of(asked, scene.order(), scene.seconds()))
                        .toList()),
                made.values().stream()
                        .map(video -> video.usage().model())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                assets,
                tags(request, scenes),
                asked.names(),
                scenes.getFirst().order().parameters());
    }

    /** One video to be made. */
    private record Scene(FilmOrder order, int seconds) {

        VideoFormat format() {
            return order.format();
        }

        int variant() {
            return order.variant();
        }

        String key() {
            return format().id() + "-" + variant();
        }
    }

    private List<Scene> scenes(GenerationRequest request, String negative) throws PluginException {
        List<Scene> scenes = new ArrayList<>();
        for (String id : new LinkedHashSet<>(request.formats())) {
            VideoFormat format = catalog.find(id)
                    .orElseThrow(() -> new PluginException(
                            FailureCode.INVALID_INPUT,
                            "There is no video format \"" + id + "\"; see the list of formats"));
            int seconds = request.options().get(DURATION) instanceof BigDecimal wished
                    ? wished.intValue()
                    : format.defaultSeconds();
            Optional<String> objection = LengthRule.objection(seconds, format);
            if (objection.isPresent()) {
                throw new PluginException(
                        FailureCode.INVALID_INPUT,
                        id + ": a video of " + DURATION + " " + seconds + " " + objection.get()
                                + "; change it or leave it out");
            }
            FilmOrder.of(format, request, negative).forEach(order -> scenes.add(new Scene(order, seconds)));
        }
        return scenes;
    }

    private static Asset.Video asset(Scene scene, VideoStatus.Succeeded made, GenerationContext context)
            throws PluginException {
        Blob video = made.video();
        VideoFormat format = scene.format();
        try {
            Mp4 mp4 = VideoCheck.check(video, format, scene.seconds(), context.blobs());
            String description = AltText.of(
                    made.description(), scene.order().brief(), format.format().title());
            return new Asset.Video(
                    format.id(), scene.variant(), video, mp4.width(), mp4.height(), mp4.duration(), description);
        } catch (UnfitVideoException e) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    format.id() + ": the video of " + made.usage().model() + " " + e.getMessage()
                            + ". Try again, or choose another provider.",
                    e);
        } catch (IOException e) {
            throw new PluginException(
                    FailureCode.UNAVAILABLE, format.id() + ": the video cannot be read; try again", e);
        }
    }

    private static List<String> tags(GenerationRequest request, List<Scene> scenes) {
        Set<String> tags = new LinkedHashSet<>();
        scenes.forEach(scene -> tags.add(scene.format().format().platform()));
        request.brief().brand().voice().stream().limit(3).forEach(tags::add);
        return List.copyOf(tags);
    }
}
