/** What a call through the runtime costs over a direct one, beside an OSGi service call. */
@NullMarked
package com.adgenius.host.bench.dispatch;

import org.jspecify.annotations.NullMarked;
