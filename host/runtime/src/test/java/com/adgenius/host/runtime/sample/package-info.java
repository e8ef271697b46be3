/** A plugin API of the tests' own: the runtime takes its API as an argument. */
@NullMarked
package com.adgenius.host.runtime.sample;

import org.jspecify.annotations.NullMarked;
