/** Everything that can be done to plugins, at random and for long, while they are called. */
@NullMarked
package com.adgenius.host.bench.soak;

import org.jspecify.annotations.NullMarked;
