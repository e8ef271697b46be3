/**
 * Remembers in Redis what takes long to find out. The tenant in scope is a part of every key; nothing here is needed for a
 * right answer: without Redis everything is found out each time.
 */
@NullMarked
package com.adgenius.host.server.cache;

import org.jspecify.annotations.NullMarked;
