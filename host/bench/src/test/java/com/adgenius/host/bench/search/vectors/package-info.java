@NullMarked
package com.adgenius.host.bench.search.vectors;

import org.jspecify.annotations.NullMarked;
