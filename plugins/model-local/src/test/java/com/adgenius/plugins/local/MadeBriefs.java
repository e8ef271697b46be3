package com.adgenius.plugins.local;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Briefs beside those of the test kit. */
public final class MadeBriefs {

    private MadeBriefs() {}

    /** A brief of few words in that language. */
    public static Brief saying(String prompt, String brand, Locale locale) {
        return with(
                prompt, locale, new Brand(brand, "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty()));
    }

    /** The brief with a logo. */
    public static Brief withLogo(Brief brief, Blob logo) {
        Brand brand = brief.brand();
        return with(
                brief.prompt(),
                brief.locale(),
                new Brand(
                        brand.name(),
                        brand.description(),
                        brand.audience(),
                        brand.voice(),
                        brand.palette(),
                        brand.bannedTerms(),
                        brand.requiredTerms(),
                        Optional.of(logo)));
    }

    private static Brief with(String prompt, Locale locale, Brand brand) {
        return new Brief(prompt, "", List.of(), "", "", locale, brand);
    }
}
