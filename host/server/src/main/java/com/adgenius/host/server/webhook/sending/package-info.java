/** Sends signed messages to receivers on the Internet, and to nowhere else. */
@NullMarked
package com.adgenius.host.server.webhook.sending;

import org.jspecify.annotations.NullMarked;
