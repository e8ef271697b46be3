package com.adgenius.host.runtime.sample;

import java.util.List;
import java.util.Map;

/** A result with components of the kinds that results have. */
public record Greeting(String text, List<Object> parts, Map<String, Object> details) {}
