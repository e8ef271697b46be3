/** How well a search finds what people judged to be wanted. */
@NullMarked
package com.adgenius.host.bench.search;

import org.jspecify.annotations.NullMarked;
