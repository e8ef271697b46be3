package com.adgenius.host.server.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many tries a node makes at once: in all, for a tenant and for a webhook. A receiver that hangs holds its webhook's
 * slots and nobody else's.
 */
final class Slots {

    /** In all. */
    static final int NODE = 256;

    /** More than webhooks may be failing at once, so that failing ones never hold all of a tenant's. */
    static final int TENANT = WebhookStore.MOST + 4;

    /** For one webhook. */
    static final int WEBHOOK = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> ofTenants = new HashMap<>();
    private final Map<String, Integer> ofWebhooks = new HashMap<>();
    private int taken;

    /** Takes one, unless there are too many; for a webhook that is failing one is enough. */
    boolean take(String tenant, Webhook webhook) {
        int most = webhook.state().failingSince().isPresent() ? 1 : WEBHOOK;
        lock.lock();
        try {
            if (taken >= NODE
                    || ofTenants.getOrDefault(tenant, 0) >= TENANT
                    || ofWebhooks.getOrDefault(webhook.id(), 0) >= most) {
                return false;
            }
            taken++;
            ofTenants.merge(tenant, 1, Integer::sum);
            ofWebhooks.merge(webhook.id(), 1, Integer::sum);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(String tenant, Webhook webhook) {
        lock.lock();
        try {
            taken--;
            ofTenants.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
            ofWebhooks.computeIfPresent(webhook.id(), (_, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }
}
