package com.adgenius.host.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.scope.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSlugsTest {

    @ParameterizedTest
    @CsvSource({
        "Acme, acme",
        "Acme Ltd., acme-ltd",
        "Müller & Söhne GmbH, muller-and-sohne-gmbh",
        "Straße 8, strasse-8",
        "Łódź Ærø, lodz-aero",
        "O'Hara’s, oharas",
        "3M, co-3m",
        "  --Dash--  , dash",
        "X, x-company",
        "東京広告, company",
        "'a/b\\c:d.e', a-b-c-d-e",
        "İstanbul, istanbul"
    })
    void readsLikeTheName(String company, String slug) {
        assertThat(TenantSlugs.of(company).getFirst()).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Acme", "", "!!!", "東京", "{\"$ne\":null}", "../../etc", "a.b.c.localhost", "-", "xn--80ak6aa92e"
            })
    void isAlwaysAnId(String company) {
        assertThat(TenantSlugs.of(company)).isNotEmpty().doesNotHaveDuplicates().allSatisfy(slug -> {
            assertThat(Tenant.isSlug(slug)).as(slug).isTrue();
            assertThat(slug).doesNotEndWith("-").doesNotContain("--");
            assertThat(ReservedSlugs.contain(slug)).as(slug).isFalse();
        });
    }

    @Test
    void leavesReservedNamesAlone() {
        assertThat(TenantSlugs.of("Admin")).doesNotContain("admin").startsWith("admin-2");
    }

    @Test
    void hasRoomForWhatMakesItUnique() {
        List<String> slugs = TenantSlugs.of("The Very Long Name Of A Company That Nobody Can Remember");

        assertThat(slugs).allMatch(slug -> slug.length() <= 40).hasSize(12);
        assertThat(slugs.getFirst()).isEqualTo("the-very-long-name-of-a-company");
        assertThat(slugs.get(1)).isEqualTo("the-very-long-name-of-a-company-2");
    }
}
