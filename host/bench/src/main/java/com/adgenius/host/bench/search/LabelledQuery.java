package com.adgenius.host.bench.search;

import java.util.Map;
import java.util.UUID;

/**
 * A query of the labelled set.
 *
 * @param lexical whether it shares a word with a creative that it is graded for
 * @param grades 3 exactly wanted, 2 fitting, 1 related, by the creative's id; a creative that is not named has 0
 */
public record LabelledQuery(UUID id, String language, String text, boolean lexical, Map<UUID, Integer> grades) {}
