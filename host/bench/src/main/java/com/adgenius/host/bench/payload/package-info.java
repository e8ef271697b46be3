/** What is inside the payload's jar, for every host that is measured. */
@NullMarked
package com.adgenius.host.bench.payload;

import org.jspecify.annotations.NullMarked;
