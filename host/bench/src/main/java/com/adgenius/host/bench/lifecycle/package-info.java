/** What it costs to load, swap and unload a plugin, beside a bare class loader, PF4J, Felix and Equinox. */
@NullMarked
package com.adgenius.host.bench.lifecycle;

import org.jspecify.annotations.NullMarked;
