package com.adgenius.plugin.testkit;

import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Documents;
import com.adgenius.plugin.Events;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.OutboundHttp;
import com.adgenius.plugin.Secrets;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TenantContext;
import java.time.Clock;

/** The handles of one plugin for one tenant. */
record PluginTenantContext(
        Brand brand,
        Models models,
        Documents documents,
        Blobs blobs,
        Events events,
        Settings settings,
        Secrets secrets,
        OutboundHttp http,
        Clock clock)
        implements TenantContext {}
