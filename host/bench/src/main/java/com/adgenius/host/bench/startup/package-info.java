/** What it costs until a host is ready. */
@NullMarked
package com.adgenius.host.bench.startup;

import org.jspecify.annotations.NullMarked;
