package com.adgenius.host.app.testing;

import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.ModelKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plugin with one generator that does what a test says, uploaded to a host; it serves the tenants that it is told. */
public final class ScriptedGenerator {

    private final HostedPlugin plugin;
    private final CreativeKind kind;
    private final Set<ModelKind> models;
    private final Set<GeneratorAbility> abilities;
    private volatile Scripts.Work work;

    private ScriptedGenerator(
            HostedPlugin plugin,
            CreativeKind kind,
            Set<ModelKind> models,
            Set<GeneratorAbility> abilities,
            Scripts.Work work) {
        this.plugin = plugin;
        this.kind = kind;
        this.models = models;
        this.abilities = abilities;
        this.work = work;
    }

    /** Installs a generator of that kind under an id that no other test uses. */
    public static ScriptedGenerator install(HostUnderTest host, CreativeKind kind, Scripts.Work work) {
        return install(host, kind, Set.of(), work);
    }

    /** Installs a generator that cannot do without these models. */
    public static ScriptedGenerator install(
            HostUnderTest host, CreativeKind kind, Set<ModelKind> models, Scripts.Work work) {
        return install(new ScriptedGenerator(HostedPlugin.unique(host), kind, models, Set.of(), work));
    }

    /** Installs a generator of copy with these abilities. */
    public static ScriptedGenerator able(HostUnderTest host, Set<GeneratorAbility> abilities, Scripts.Work work) {
        return install(new ScriptedGenerator(HostedPlugin.unique(host), CreativeKind.TEXT, Set.of(), abilities, work));
    }

    private static ScriptedGenerator install(ScriptedGenerator generator) {
        generator.upload("1.0.0").expect(201);
        generator.route("1.0.0").expect(200);
        return generator;
    }

    /** Uploads a version, which does the same as the others. */
    public ApiResponse upload(String version) {
        return plugin.upload(new ScriptedPlugin(id(), version).with(CreativeGenerator.class, script()));
    }

    /** Makes that version the stable one. */
    public ApiResponse route(String version) {
        return plugin.route(version);
    }

    /** Switches it on for the tenant. */
    public ScriptedGenerator serve(TenantUnderTest tenant) {
        allow(tenant, true);
        return this;
    }

    /** Sets the platform's switch for the tenant. */
    public void allow(TenantUnderTest tenant, @Nullable Boolean enabled) {
        plugin.allow(tenant, enabled);
    }

    /** Changes what the generator does, in every version. */
    public void does(Scripts.Work other) {
        work = other;
    }

    /** The plugin's id. */
    public String id() {
        return plugin.id();
    }

    /** Its first format. */
    public String format() {
        return id() + "_one";
    }

    /** Its second format. */
    public String otherFormat() {
        return id() + "_two";
    }

    /** A request that it can serve. */
    public Map<String, Object> request(String prompt) {
        return new HashMap<>(Map.of("kind", kind.value(), "prompt", prompt, "formats", List.of(format())));
    }

    private CreativeGenerator script() {
        return Scripts.generator(
                kind,
                List.of(format(), otherFormat()),
                models,
                abilities,
                (request, context) -> work.generate(request, context));
    }
}
