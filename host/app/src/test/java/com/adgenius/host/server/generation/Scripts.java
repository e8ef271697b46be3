package com.adgenius.host.server.generation;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What scripted generators do in several tests. */
public final class Scripts {

    private Scripts() {}

    /** The work of a generator. */
    @FunctionalInterface
    public interface Work {

        GenerationResult generate(GenerationRequest request, GenerationContext context)
                throws PluginException, InterruptedException;
    }

    /** A generator of that kind for these formats. */
    public static CreativeGenerator generator(CreativeKind kind, List<String> formats, Work work) {
        return generator(kind, formats, Set.of(), work);
    }

    /** A generator that cannot do without these models. */
    public static CreativeGenerator generator(
            CreativeKind kind, List<String> formats, Set<ModelKind> models, Work work) {
        return generator(kind, formats, models, Set.of(), work);
    }

    /** A generator that can do more than variants of one brief. */
    public static CreativeGenerator generator(
            CreativeKind kind,
            List<String> formats,
            Set<ModelKind> models,
            Set<GeneratorAbility> abilities,
            Work work) {
        return new CreativeGenerator() {
            @Override
            public Set<GeneratorAbility> abilities() {
                return abilities;
            }

            @Override
            public Set<ModelKind> models() {
                return models;
            }

            @Override
            public CreativeKind kind() {
                return kind;
            }

            @Override
            public List<Format> formats() {
                return formats.stream()
                        .map(id ->
                                new Format(id, id, "test", Map.of(), "https://example.com", LocalDate.of(2026, 11, 22)))
                        .toList();
            }

            @Override
            public GenerationResult generate(GenerationRequest request, GenerationContext context)
                    throws PluginException, InterruptedException {
                return work.generate(request, context);
            }
        };
    }

    /** A generator of copy for the format {@code haiku}. */
    public static CreativeGenerator text(Work work) {
        return generator(CreativeKind.TEXT, List.of("haiku"), work);
    }

    /** Copy for each format and variant, made of the word. */
    public static GenerationResult copy(GenerationRequest request, String word) {
        List<Asset> assets = request.formats().stream()
                .flatMap(format -> IntStream.rangeClosed(1, request.count()).mapToObj(variant ->
                        (Asset) new Asset.Copy(format, variant, Map.of("lines", List.of(word + " " + variant)))))
                .toList();
        return new GenerationResult(
                "Write about " + request.brief().prompt(), "model-of-" + word, assets, List.of(word));
    }

    static <T> List<T> repeat(T value, int count) {
        return Stream.generate(() -> value).limit(count).toList();
    }
}
