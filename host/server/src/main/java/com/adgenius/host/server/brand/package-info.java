/** A tenant's brand: what every creative looks and sounds like. */
@NullMarked
package com.adgenius.host.server.brand;

import org.jspecify.annotations.NullMarked;
