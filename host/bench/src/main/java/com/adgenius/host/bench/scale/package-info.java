/** What many plugins and many tenants cost. */
@NullMarked
package com.adgenius.host.bench.scale;

import org.jspecify.annotations.NullMarked;
