@NullMarked
package com.adgenius.host.bench.search;

import org.jspecify.annotations.NullMarked;
