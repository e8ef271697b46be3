package com.adgenius.plugins.text;

import com.adgenius.plugin.Asset;
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
import com.adgenius.prompting.Resource;
import com.adgenius.prompting.ShownPrompt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pf4j.Extension;

/** Writes ad copy: for each format and segment one request to the tenant's language model and, where its answer is wrong, one repair. */
@Extension
public final class TextGenerator implements CreativeGenerator {

    private static final String OPTIONS_SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
             "properties": {
              "temperature": {"type": "number", "minimum": 0, "maximum": 2,
               "description": "How freely the model chooses its words; the model's own default where it is left out"},
              "seed": {"type": "integer", "minimum": 0, "maximum": 2147483647,
               "description": "The same seed asks the model for the same copy, as far as it can"}}}
            """;

    private static final String SETTINGS_SCHEMA = Resource.text(TextGenerator.class, "settings.json");

    private final FormatCatalog catalog = FormatCatalog.load();
    private final CopyTemplate template = CopyTemplate.load();

    @Override
    public CreativeKind kind() {
        return CreativeKind.TEXT;
    }

    @Override
    public Set<ModelKind> models() {
        return Set.of(ModelKind.TEXT);
    }

    @Override
    public List<Format> formats() {
        return catalog.all().stream().map(TextFormat::format).toList();
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
        CopyTemplate asked = template.of(context.settings());
        List<CopyTask> tasks = new ArrayList<>();
        for (String id : new LinkedHashSet<>(request.formats())) {
            TextFormat format = catalog.find(id)
                    .orElseThrow(() -> new PluginException(
                            FailureCode.INVALID_INPUT,
                            "There is no text format \"" + id + "\"; see the list of formats"));
            tasks.addAll(CopyTask.of(asked, format, request));
        }
        List<Asset.Copy> copies = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        for (int i = 0; i < tasks.size(); i++) {
            CopyTask task = tasks.get(i);
            context.progress("Writing copy for " + task.format().format().title(), (double) i / tasks.size());
            List<Asset.Copy> others = copies.stream()
                    .filter(copy -> copy.format().equals(task.format().id()))
                    .toList();
            CopyTask.Outcome outcome = task.perform(context.models(), others);
            copies.addAll(outcome.copies());
            models.add(outcome.model());
            tags.addAll(outcome.tags());
        }
        context.progress("Copy is written", 1);
        return new GenerationResult(
                shown(tasks),
                String.join(", ", models),
                List.copyOf(copies),
                tags.stream().limit(ResponseSchema.TAG_COUNT).toList(),
                asked.names(),
                tasks.getFirst().prompt().order().parameters());
    }

    /** What was asked, the instructions of a format once for all its segments. */
    private static String shown(List<CopyTask> tasks) {
        List<String> parts = new ArrayList<>();
        for (CopyTask task : tasks) {
            parts.add(task.prompt().instructions());
            parts.add(task.prompt().task());
        }
        return ShownPrompt.of(parts);
    }
}
