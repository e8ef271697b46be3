package com.adgenius.host.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailTemplatesTest {

    private final MailTemplates templates =
            MailTemplates.read(MailTemplatesTest.class, List.of("greeting"), Map.of("product", "Ad & Genius"));

    private Mail greeting(String name) {
        return templates.render("greeting", "ada@acme.example", Map.of("name", name), Optional.empty());
    }

    @Test
    void putsValuesFragmentsAndTheLayoutTogether() {
        Mail mail = greeting("Ada");

        assertThat(mail.subject()).isEqualTo("Hello Ada");
        assertThat(mail.text()).isEqualTo("Dear Ada, bye from Ad & Genius\n-- \nAd & Genius");
        assertThat(mail.html())
                .isEqualTo("<html><body><i>Ad &amp; Genius</i><p title=\"Ada\">Dear Ada</p>"
                        + "<b>bye from Ad &amp; Genius</b></body></html>");
    }

    @Test
    void showsAHostileNameAsWhatItIs() {
        Mail mail = greeting("\"><script>alert('x')</script><a href=\"//evil.example\">&amp;");

        assertThat(mail.html())
                .contains("Dear &quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;a"
                        + " href=&quot;//evil.example&quot;&gt;&amp;amp;</p>")
                .doesNotContain("<script", "<a ");
        assertThat(mail.html().chars().filter(character -> character == '<').count())
                .as("tags, as many as for a harmless name")
                .isEqualTo(greeting("Ada")
                        .html()
                        .chars()
                        .filter(character -> character == '<')
                        .count());
    }

    @Test
    void keepsAValueInItsLine() {
        Mail mail = greeting("Ada\r\nBcc: eve@evil.example\u2028\u202Efdp.exe\u0000");

        assertThat(mail.subject()).isEqualTo("Hello Ada Bcc: eve@evil.example fdp.exe ");
        assertThat(mail.text().lines()).hasSize(3);
        assertThat(mail.html()).doesNotContain("\r", "\u202E", "\u0000");
    }

    @Test
    void doesNotReadPlacesInValues() {
        assertThat(greeting("{{product}} {{> bye}} {{name}}").text())
                .startsWith("Dear {{product}} {{> bye}} {{name}}, bye");
    }

    @Test
    void namesAValueThatIsMissing() {
        assertThatThrownBy(() -> templates.render("greeting", "a@b.c", Map.of(), Optional.empty()))
                .hasMessageContaining("\"name\"");
        assertThatThrownBy(() -> templates.render("unknown", "a@b.c", Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsFaultsOfFilesWhenItReadsThem() {
        assertThatThrownBy(() -> MailTemplates.read(MailTemplatesTest.class, List.of("absent"), Map.of()))
                .hasMessageContaining("absent.txt is missing");
        assertThatThrownBy(() -> MailTemplates.read(MailTemplatesTest.class, List.of("headless"), Map.of()))
                .hasMessageContaining("headless.txt must begin with");
        assertThatThrownBy(() -> MailTemplates.read(MailTemplatesTest.class, List.of("endless"), Map.of()))
                .hasMessageContaining("deep");
    }

    @Test
    void showsNoContentInLogs() {
        assertThat(greeting("Ada").toString()).isEqualTo("Mail[Hello Ada]");
    }
}
