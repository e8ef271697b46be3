/** Copy, pictures and videos made on this machine by templates – a template engine, not a language model – and embeddings. */
@NullMarked
package com.adgenius.plugins.local;

import org.jspecify.annotations.NullMarked;
