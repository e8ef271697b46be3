/** The peers from OSGi: Apache Felix and Eclipse Equinox, driven through the framework's own interfaces. */
@NullMarked
package com.adgenius.host.bench.osgi;

import org.jspecify.annotations.NullMarked;
