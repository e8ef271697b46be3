package com.adgenius.host.app;

import com.adgenius.host.server.campaign.CampaignEditing;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.plugin.Plugins;
import com.adgenius.host.server.plugin.state.ChangeAnnouncer;
import com.adgenius.host.server.webhook.WebhookEventTypes;
import com.adgenius.host.server.webhook.WebhookMails;
import com.adgenius.host.server.webhook.WebhookServices;
import com.adgenius.host.server.webhook.Webhooks;
import com.adgenius.host.server.webhook.sending.NameResolver;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** How a host tells the tenants' own systems what happens. */
final class Delivering {

    /** Nodes wake themselves for what they know of, so a sweep finds only what a node left behind that died. */
    private static final int SWEEP_FACTOR = 3;

    private Delivering() {}

    static Webhooks over(Foundation foundation, People people, Telling telling, Plugins plugins, WebhookMails mails) {
        HostConfiguration configuration = foundation.configuration();
        return new Webhooks(
                configuration.webhooks(),
                new WebhookServices(
                        foundation.nodeId(),
                        foundation.tenantDatabase(),
                        foundation.vault(),
                        people.audit(),
                        telling.logs(),
                        mails,
                        people.tenants(),
                        types(plugins),
                        NameResolver.ofTheMachine(),
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        configuration.limits().sweepInterval().multipliedBy(SWEEP_FACTOR),
                        foundation.clock()));
    }

    /** What the domains tell tenants; a domain that tells something new adds its types here. */
    private static WebhookEventTypes types(Plugins plugins) {
        List<String> ofHost = Stream.of(
                        CreativeEvent.TYPES, CampaignEditing.EVENT_TYPES, List.of(ChangeAnnouncer.EVENT))
                .flatMap(List::stream)
                .toList();
        return new WebhookEventTypes(
                ofHost, id -> plugins.runtime().snapshot().revisions().containsKey(id));
    }
}
