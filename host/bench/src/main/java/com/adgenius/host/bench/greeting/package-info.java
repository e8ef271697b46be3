/** What the payload implements: visible to every host that is measured, and the same class to all of them. */
@NullMarked
package com.adgenius.host.bench.greeting;

import org.jspecify.annotations.NullMarked;
