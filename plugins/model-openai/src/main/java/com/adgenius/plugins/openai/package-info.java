/**
 * Copy, pictures and embeddings from any server that speaks OpenAI's protocol. Requests are as OpenAI's published
 * description has them (github.com/openai/openai-openapi, 2026-08-21); answers may hold more than it names, or less.
 */
@NullMarked
package com.adgenius.plugins.openai;

import org.jspecify.annotations.NullMarked;
