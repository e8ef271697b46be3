/** The JSON Schemas that plugins bring for their options and settings. */
@NullMarked
package com.adgenius.host.server.plugin.schema;

import org.jspecify.annotations.NullMarked;
