/** How fast, and how completely, vectors are found among many. */
@NullMarked
package com.adgenius.host.bench.search.vectors;

import org.jspecify.annotations.NullMarked;
