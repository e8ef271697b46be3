package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.TenantDirectory;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.host.server.webhook.sending.NameResolver;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * What webhooks need of the host.
 *
 * @param node the node's id
 * @param database keeps webhooks and deliveries
 * @param vault seals secrets
 * @param audit who changed what
 * @param events what happens
 * @param mails tell people
 * @param tenants whose webhooks
 * @param types the types of events there are
 * @param resolver finds receivers' addresses
 * @param sockets makes TLS connections to receivers
 * @param sweep the time between two looks for what was missed or is to be tried again
 * @param clock the host's clock
 */
public record WebhookServices(
        String node,
        TenantDatabase database,
        Vault vault,
        AuditLog audit,
        EventLogs events,
        WebhookMails mails,
        TenantDirectory tenants,
        WebhookEventTypes types,
        NameResolver resolver,
        SSLSocketFactory sockets,
        Duration sweep,
        Clock clock) {

    public WebhookServices {
        requireNonNull(node, "node is null");
        requireNonNull(database, "database is null");
        requireNonNull(vault, "vault is null");
        requireNonNull(audit, "audit is null");
        requireNonNull(events, "events is null");
        requireNonNull(mails, "mails is null");
        requireNonNull(tenants, "tenants is null");
        requireNonNull(types, "types is null");
        requireNonNull(resolver, "resolver is null");
        requireNonNull(sockets, "sockets is null");
        requireNonNull(sweep, "sweep is null");
        requireNonNull(clock, "clock is null");
    }
}
