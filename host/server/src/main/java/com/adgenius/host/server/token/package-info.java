/** Tokens that people make for their programs. */
@NullMarked
package com.adgenius.host.server.token;

import org.jspecify.annotations.NullMarked;
