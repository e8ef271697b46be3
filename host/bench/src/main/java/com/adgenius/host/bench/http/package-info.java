/** The product's HTTP server in front of whatever is measured, and callers of it. */
@NullMarked
package com.adgenius.host.bench.http;

import org.jspecify.annotations.NullMarked;
