/** Designed advertisements, drawn from a brief's words, brand and palette. */
@NullMarked
package com.adgenius.plugins.local.picture;

import org.jspecify.annotations.NullMarked;
