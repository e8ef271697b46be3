/** Gemini's text: the request, the response schema, the answer. */
@NullMarked
package com.adgenius.plugins.vertex.text;

import org.jspecify.annotations.NullMarked;
