/** The host: its options, its data folder, its wiring, its life. */
@NullMarked
package com.adgenius.host.app;

import org.jspecify.annotations.NullMarked;
