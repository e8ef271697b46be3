package com.adgenius.plugins.image;

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
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.prompting.AltText;
import com.adgenius.prompting.Resource;
import com.adgenius.prompting.ShownPrompt;
import com.adgenius.prompting.Template;
import com.adgenius.prompting.VisualPrompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.Extension;

/** Makes pictures: for each format, segment and variant one request to the tenant's image model, finished to the format's size. */
@Extension
public final class ImageGenerator implements CreativeGenerator {

    private static final String OPTIONS_SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
             "properties": {
              "seed": {"type": "integer", "minimum": 0, "maximum": 2147483647,
               "description": "The same seed asks the model for the same picture, as far as it can"}}}
            """;

    private static final String SETTINGS_SCHEMA = Resource.text(ImageGenerator.class, "settings.json");

    private final FormatCatalog catalog = FormatCatalog.load();
    private final Template template = PicturePrompt.load();

    @Override
    public CreativeKind kind() {
        return CreativeKind.IMAGE;
    }

    @Override
    public Set<ModelKind> models() {
        return Set.of(ModelKind.IMAGE);
    }

    @Override
    public List<Format> formats() {
        return catalog.all().stream().map(PictureFormat::format).toList();
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
        List<PictureFormat> formats = formats(request);
        Template asked = template.forTenant(context.settings(), VisualPrompt.OPEN);
        List<PictureOrder> orders = formats.stream()
                .flatMap(format -> PictureOrder.of(format, request, asked.text("negative")).stream())
                .toList();
        Checkpoint checkpoint = Checkpoint.of(context);
        List<Checkpoint.Made> made = new ArrayList<>();
        for (PictureOrder order : orders) {
            context.progress(
                    "Making picture " + (made.size() + 1) + " of " + orders.size(),
                    (double) made.size() / orders.size());
            made.add(picture(PicturePrompt.request(asked, order), order, context, checkpoint));
        }
        context.progress("Pictures are made", 1);
        return new GenerationResult(
                ShownPrompt.of(orders.stream()
                        .map(order -> PicturePrompt.of(asked, order))
                        .toList()),
                made.stream().map(Checkpoint.Made::model).distinct().collect(Collectors.joining(", ")),
                made.stream().<Asset>map(Checkpoint.Made::picture).toList(),
                tags(request, formats),
                asked.names(),
                orders.getFirst().parameters());
    }

    private List<PictureFormat> formats(GenerationRequest request) throws PluginException {
        List<PictureFormat> formats = new ArrayList<>();
        for (String id : new LinkedHashSet<>(request.formats())) {
            formats.add(catalog.find(id)
                    .orElseThrow(() -> new PluginException(
                            FailureCode.INVALID_INPUT,
                            "There is no picture format \"" + id + "\"; see the list of formats")));
        }
        return formats;
    }

    private Checkpoint.Made picture(
            ImageRequest asked, PictureOrder order, GenerationContext context, Checkpoint checkpoint)
            throws PluginException, InterruptedException {
        PictureFormat format = order.format();
        int variant = order.variant();
        Optional<Checkpoint.Made> earlier = checkpoint.find(format.id(), variant);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("The generation was interrupted between two pictures");
        }
        ImageResponse response =
                context.models().making(format.id(), variant, 1).image(asked);
        String model = response.usage().model();
        Blob finished;
        try {
            finished = PictureFinish.finish(response.image(), format, context.blobs());
        } catch (UnfitPictureException e) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    format.id() + ": the picture of " + model + " " + e.getMessage()
                            + ". Try again, or choose another provider.",
                    e);
        } catch (IOException e) {
            throw new PluginException(
                    FailureCode.UNAVAILABLE, format.id() + ": media cannot be read or written; try again", e);
        }
        Checkpoint.Made made = new Checkpoint.Made(
                new Asset.Picture(
                        format.id(),
                        variant,
                        finished,
                        format.width(),
                        format.height(),
                        AltText.of(
                                response.description(),
                                order.brief(),
                                format.format().title())),
                model);
        checkpoint.add(made);
        return made;
    }

    private static List<String> tags(GenerationRequest request, List<PictureFormat> formats) {
        Set<String> tags = new LinkedHashSet<>();
        formats.forEach(format -> tags.add(format.format().platform()));
        request.brief().brand().voice().stream().limit(3).forEach(tags::add);
        return List.copyOf(tags);
    }
}
