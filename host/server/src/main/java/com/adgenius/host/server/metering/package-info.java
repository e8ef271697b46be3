/** What a tenant uses: reserved before a generation, then charged or given back once. */
@NullMarked
package com.adgenius.host.server.metering;

import org.jspecify.annotations.NullMarked;
