package org.example.external;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Says which of the classes named in its options it can load, and which Jackson it uses. */
@Extension
public final class ExternalGenerator implements CreativeGenerator {

    @Override
    public CreativeKind kind() {
        return CreativeKind.TEXT;
    }

    @Override
    public List<Format> formats() {
        return List.of(new Format(
                "external_note", "A note", "example", Map.of(), "https://example.org", LocalDate.of(2026, 11, 22)));
    }

    @Override
    public String optionsSchema() {
        return """
                {"type":"object","properties":{"classes":{"type":"array","items":{"type":"string"}}}}""";
    }

    @Override
    public GenerationResult generate(GenerationRequest request, GenerationContext context) {
        List<String> loaded = new ArrayList<>(List.of("-"));
        for (Object name : (List<?>) request.options().getOrDefault("classes", List.of())) {
            if (loadable((String) name, getClass().getClassLoader())
                    || loadable((String) name, Thread.currentThread().getContextClassLoader())) {
                loaded.add((String) name);
            }
        }
        boolean own = ObjectMapper.class.getClassLoader() == getClass().getClassLoader();
        return new GenerationResult(
                "none",
                "none",
                List.of(new Asset.Copy(
                        "external_note",
                        1,
                        Map.of("loaded", loaded, "jackson", List.of(PackageVersion.VERSION + (own ? " own" : " foreign"))))),
                List.of());
    }

    private static boolean loadable(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
