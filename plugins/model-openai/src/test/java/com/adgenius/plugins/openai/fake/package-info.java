/** A server that speaks OpenAI's protocol and takes nothing that OpenAI's description does not name. */
@NullMarked
package com.adgenius.plugins.openai.fake;

import org.jspecify.annotations.NullMarked;
