/** What a tenant reaches Vertex AI by: settings, credentials, the client and plain HTTP, failures and retries. */
@NullMarked
package com.adgenius.plugins.vertex.connection;

import org.jspecify.annotations.NullMarked;
