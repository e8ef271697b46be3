package com.adgenius.host.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelledSetTest {

    private static final UUID NOWHERE = UUID.fromString("00000000-0000-0000-0000-000000000001");

    @Test
    @DisplayName("the labelled set has no fault")
    void hasNoFault() throws IOException {
        assertThat(LabelFaults.of(LabelledSet.read())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedFaults")
    @DisplayName("a planted fault is found")
    void findsPlantedFault(String fault, UnaryOperator<LabelledSet> plant) throws IOException {
        assertThat(LabelFaults.of(plant.apply(LabelledSet.read())))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @ParameterizedTest(name = "{0} – {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "shoes for the rain | A shoe that likes it dry | shoes",
                "Steuern erklären | Die Steuererklärung in zehn Minuten | steuern",
                "Mietwohnung tauschen | Der Wohnungstausch für Mieter | NONE",
                "tres zapatillas | Zapatilla ligera | zapatillas",
                "the best of it | It is the best of them | best",
                "家を守る保険 | 地震保険 | 保険",
                "いびきを止めたい | 止まらない、いびき | NONE",
                "ランニングの靴 | ランチの店 | ラン"
            })
    @DisplayName("shared words are found, and no others")
    void findsSharedWords(String text, String other, String shared) throws IOException {
        List<String> expected = Stream.of(shared.split(","))
                .filter(word -> !"NONE".equals(word))
                .toList();
        assertThat(new SharedWords().of(text, other)).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> plantedFaults() {
        return Stream.of(
                planted(
                        "299 creatives, fewer than 300",
                        set -> new LabelledSet(set.creatives().subList(0, 299), set.queries())),
                planted(
                        "queries in ja, fewer than 15",
                        set -> new LabelledSet(
                                set.creatives(),
                                set.queries().stream()
                                        .filter(query -> !"ja".equals(query.language()))
                                        .toList())),
                planted(
                        "queries that share no word, fewer than",
                        set -> new LabelledSet(
                                set.creatives(),
                                set.queries().stream()
                                        .filter(LabelledQuery::lexical)
                                        .toList())),
                planted("the id twice", set -> withCreative(set, set.creatives().getLast())),
                planted(
                        "the text twice",
                        set -> withCreative(set, withId(set.creatives().getFirst(), NOWHERE))),
                planted(
                        "of kind image with",
                        set -> withCreative(set, withKind(set.creatives().getFirst(), "image"))),
                planted(
                        "in fr",
                        set -> withQuery(set, "fr", set.queries().getFirst().grades())),
                planted("which is not there", set -> withGrade(set, NOWHERE, 1)),
                planted(
                        "not 1 to 3",
                        set -> withGrade(set, set.creatives().getLast().id(), 4)),
                planted(
                        "without a grade 3",
                        set -> withQuery(set, "en", lowered(set.queries().getFirst()))),
                planted(
                        "grades 1 creatives",
                        set -> withQuery(
                                set, "en", Map.of(set.creatives().getFirst().id(), 3))),
                planted("shares [", set -> withLexicalTurned(set, true)),
                planted("says it does", set -> withLexicalTurned(set, false)));
    }

    private static Arguments planted(String fault, UnaryOperator<LabelledSet> plant) {
        return Arguments.of(fault, plant);
    }

    private static LabelledSet withCreative(LabelledSet set, LabelledCreative creative) {
        List<LabelledCreative> creatives = new ArrayList<>(set.creatives());
        creatives.add(creative);
        return new LabelledSet(creatives, set.queries());
    }

    private static LabelledCreative withId(LabelledCreative of, UUID id) {
        return new LabelledCreative(
                id, of.kind(), of.language(), of.campaign(), of.prompt(), of.copy(), of.tags(), of.createdAt(), 0.5);
    }

    private static LabelledCreative withKind(LabelledCreative of, String kind) {
        return new LabelledCreative(
                NOWHERE, kind, of.language(), of.campaign(), of.prompt(), of.copy(), of.tags(), of.createdAt(), 0.5);
    }

    private static LabelledSet withQuery(LabelledSet set, String language, Map<UUID, Integer> grades) {
        List<LabelledQuery> queries = new ArrayList<>(set.queries());
        queries.add(new LabelledQuery(NOWHERE, language, "shoes that nobody else asks for", true, grades));
        return new LabelledSet(set.creatives(), queries);
    }

    private static LabelledSet withGrade(LabelledSet set, UUID creative, int grade) {
        Map<UUID, Integer> grades = new HashMap<>(set.queries().getFirst().grades());
        grades.put(creative, grade);
        return withQuery(set, "en", grades);
    }

    private static Map<UUID, Integer> lowered(LabelledQuery query) {
        Map<UUID, Integer> grades = new HashMap<>(query.grades());
        grades.replaceAll((id, grade) -> Math.min(grade, 2));
        return grades;
    }

    private static LabelledSet withLexicalTurned(LabelledSet set, boolean lexical) {
        List<LabelledQuery> queries = new ArrayList<>(set.queries());
        LabelledQuery query =
                queries.stream().filter(q -> q.lexical() == lexical).findFirst().orElseThrow();
        queries.set(
                queries.indexOf(query),
                new LabelledQuery(query.id(), query.language(), query.text(), !lexical, query.grades()));
        return new LabelledSet(set.creatives(), queries);
    }
}
