/** What operators see: health and metrics. */
@NullMarked
package com.adgenius.host.server.operations;

import org.jspecify.annotations.NullMarked;
