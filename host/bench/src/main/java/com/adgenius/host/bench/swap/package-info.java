/** Swaps of a plugin's version under load over HTTP: what fails, what is left, what it costs those who ask meanwhile. */
@NullMarked
package com.adgenius.host.bench.swap;

import org.jspecify.annotations.NullMarked;
