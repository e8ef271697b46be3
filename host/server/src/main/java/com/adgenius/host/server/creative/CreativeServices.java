package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.plugin.GeneratorCatalog;
import com.adgenius.host.server.plugin.TenantPlugins;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What creatives need of the host.
 *
 * @param store holds them
 * @param queue works on them
 * @param catalog what can be generated
 * @param plugins which plugins the tenant in scope has
 * @param campaigns what they belong to
 * @param metering reserves what they use
 * @param media holds their pictures and videos
 * @param references whether the tenant in scope has an asset of that id
 * @param changed hears the id of each creative that people changed, after it was stored
 * @param clock the host's clock
 */
public record CreativeServices(
        CreativeStore store,
        JobQueue queue,
        GeneratorCatalog catalog,
        TenantPlugins plugins,
        Campaigns campaigns,
        TenantMetering metering,
        MediaStore media,
        Predicate<String> references,
        Consumer<String> changed,
        Clock clock) {

    public CreativeServices {
        requireNonNull(store, "store is null");
        requireNonNull(queue, "queue is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(plugins, "plugins is null");
        requireNonNull(campaigns, "campaigns is null");
        requireNonNull(metering, "metering is null");
        requireNonNull(media, "media is null");
        requireNonNull(references, "references is null");
        requireNonNull(changed, "changed is null");
        requireNonNull(clock, "clock is null");
    }
}
