/** Campaigns: what creatives belong to. */
@NullMarked
package com.adgenius.host.server.campaign;

import org.jspecify.annotations.NullMarked;
