/** Fills the JSON Schema of a text request with copy. */
@NullMarked
package com.adgenius.plugins.local.text;

import org.jspecify.annotations.NullMarked;
