/**
 * Measures the runtime and the host beside their peers. Every figure is a median of rounds that were interleaved in one
 * run, so that whatever else this machine does meets both sides of a ratio alike.
 */
@NullMarked
package com.adgenius.host.bench;

import org.jspecify.annotations.NullMarked;
