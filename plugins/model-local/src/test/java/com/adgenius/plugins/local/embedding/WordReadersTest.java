package com.adgenius.plugins.local.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordReadersTest {

    private static final Vocabulary VOCABULARY = Vocabulary.read();

    @ParameterizedTest
    @CsvSource({
        "fahrrad, bicycle",
        "fahrräder, bicycle",
        "kindern, child",
        "stühlen, chair",
        "gekauft, buy",
        "günstige, cheap",
        "warmem, warm",
        "matratzen, mattress"
    })
    void germanWordsAreReadInAnyForm(String word, String english) {
        assertThat(glosses(Tongue.GERMAN, word)).contains(english);
    }

    @ParameterizedTest
    @CsvSource({"lederschuhe, leather", "lederschuhe, shoe", "katzenfutter, cat"})
    void germanCompoundsAreTakenApart(String word, String part) {
        assertThat(glosses(Tongue.GERMAN, word)).anyMatch(gloss -> gloss.contains(part));
    }

    @ParameterizedTest
    @CsvSource({
        "zapatos, shoe",
        "corriendo, run",
        "cuentas, account",
        "duermes, sleep",
        "luces, light",
        "colchones, mattress",
        "cocinan, cook",
        "impermeables, waterproof",
        "regalale, give"
    })
    void spanishWordsAreReadInAnyForm(String word, String english) {
        assertThat(glosses(Tongue.SPANISH, word)).contains(english);
    }

    @Test
    void japaneseIsTakenApartWithoutSpaces() {
        assertThat(japanese("雨の日も走れる靴")).contains("rain", "shoes").anyMatch(gloss -> gloss.startsWith("run"));
        assertThat(japanese("コーヒーを飲む")).contains("coffee").contains("drink");
        assertThat(japanese("自転車保険")).contains("bicycle", "insurance");
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        assertThat(glosses(Tongue.GERMAN, "xqzw")).isEmpty();
        assertThat(glosses(Tongue.SPANISH, "xqzw")).isEmpty();
        assertThat(japanese("ゑゑゑ")).isEmpty();
        assertThat(glosses(Tongue.GERMAN, "a".repeat(100_000))).isEmpty();
    }

    @Test
    void piecesOfATextAreWordsNumbersJapaneseAndEmoji() {
        assertThat(Token.of("Größe 42: l'été, スニーカー30%オフ 👟"))
                .extracting(Token::plain)
                .containsExactly("größe", "42", "l", "スニーカー", "30", "オフ", "👟");
        assertThat(Token.of("Canción señor Müller"))
                .extracting(Token::plain)
                .containsExactly("cancion", "señor", "müller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | Fresh bread from the bakery next door",
                "GERMAN | Frisches Brot vom Bäcker nebenan",
                "SPANISH | Pan recién hecho de la panadería de al lado"
            })
    void theLanguageIsGuessedByTheWords(Tongue tongue, String text) {
        LanguageGuess guess = new LanguageGuess(VOCABULARY);
        var scores = guess.scores(Token.of(text));

        assertThat(LanguageGuess.language(scores, scores)).isEqualTo(tongue);
    }

    private static List<String> glosses(Tongue tongue, String word) {
        return flat(VOCABULARY.reader(tongue).read(word));
    }

    private static List<String> japanese(String run) {
        return flat(VOCABULARY.japanese().read(run));
    }

    private static List<String> flat(List<Meaning> meanings) {
        List<String> glosses = new ArrayList<>();
        meanings.forEach(meaning -> glosses.addAll(meaning.glosses()));
        return glosses;
    }
}
