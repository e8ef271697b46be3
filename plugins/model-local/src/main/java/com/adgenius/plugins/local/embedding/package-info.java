/**
 * Vectors of texts in English, German, Spanish and Japanese, all in one space: each word is brought to English by a lexicon,
 * and the vector of a text is made of the vectors of its English words. All of it is data in the jar, derived as
 * {@code plugins/model-local/derivation} says; nothing is loaded before the first text.
 */
@NullMarked
package com.adgenius.plugins.local.embedding;

import org.jspecify.annotations.NullMarked;
