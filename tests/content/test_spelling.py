"""A short text is compared safely: a slip is forgiven; a negation or another number never is, in four languages."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.content.questions.spelling import differs_by_a_slip, normal


def taken_for(text, listed):
    one, other = normal(text), normal(listed)
    return one == other or differs_by_a_slip(one, other)


@pytest.mark.parametrize(("text", "listed"), [
    ("Residents", "residents"), (" the  residents. ", "The residents"), ("“residents”", "residents"),
    ("«Résidents !»", "résidents"),
    ("¿Quién?", "quién"), ("STRASSE", "Straße"), ("ﬁnance", "finance"), ("it’s ours", "It's ours"), ("cafe\u0301", "café"),
    ("－5", "-5"), ("(5)", "5"), ("５ euros", "5 euros")])
def test_what_only_looks_different_is_the_same(text, listed):
    assert normal(text) == normal(listed)


@pytest.mark.parametrize(("text", "listed"), [
    ("residnts", "residents"), ("residentss", "residents"), ("resiednts", "residents"), ("residants", "residents"),
    ("the residnts decide", "the residents decide"), ("participacion", "participación"), ("Beteilgung", "Beteiligung"),
    ("comunauté", "communauté"), ("resident", "residents"), ("соседии", "соседи")])
def test_one_slip_in_a_long_word_is_forgiven(text, listed):
    assert taken_for(text, listed)


@pytest.mark.parametrize(("text", "listed"), [
    ("cat", "car"), ("board", "bored"), ("baord", "board"), ("residnts decdie", "residents decide"), ("rsdients", "residents"),
    ("the board residents", "the residents"), ("residents", "the residents"), ("", "residents"), ("esidents", "residents"),
    ("5", "-5"), ("5", ".5"), ("5 %", "5"), ("c", "c++"), ("居民参与决定会议", "居民参与决定会仪")])
def test_anything_more_is_another_text(text, listed):
    assert not taken_for(text, listed) and not taken_for(listed, text)


NEGATED = [
    ("consent is required", "consent is not required"), ("consent is required", "consent isn't required"),
    ("residents can decide", "residents cannot decide"), ("somebody decides", "nobody decides"),
    ("either decides", "neither decides"),
    ("everything changes", "nothing changes"), ("typical", "atypical"), ("political", "apolitical"), ("unable", "enable"),
    ("nothing", "noting"), ("with residents", "without residents"), ("they would decide", "they wouldn't decide"),
    ("se requiere el consentimiento", "no se requiere el consentimiento"), ("legítimo", "ilegítimo"), ("normal", "anormal"),
    ("limitado", "ilimitado"), ("alguno decide", "ninguno decide"), ("siempre se pregunta", "nunca se pregunta"),
    ("alguien decide", "nadie decide"), ("con consentimiento", "sin consentimiento"),
    ("le consentement est requis", "le consentement n'est pas requis"), ("typique", "atypique"), ("personnes", "personne"),
    ("les habitants décident", "les habitants ne décident pas"), ("toujours", "jamais"),
    ("avec les habitants", "sans les habitants"),
    ("die Zustimmung ist nötig", "die Zustimmung ist nicht nötig"), ("einem Bewohner", "keinem Bewohner"), ("sozial", "asozial"),
    ("irgendwo wird gefragt", "nirgendwo wird gefragt"), ("eine Zustimmung", "keine Zustimmung"), ("jemals", "niemals"),
    ("meinem", "keinem"), ("mit Zustimmung", "ohne Zustimmung"), ("typisch", "atypisch"), ("nicht", "nichts"),
]
OTHER_NUMBERS = [
    ("1500 euros", "1800 euros"), ("1500euros", "1800euros"), ("covid-19", "covid-18"), ("2019", "2020"),
    ("3.5 percent", "35 percent"),
    ("seventy", "seventh"), ("eighty", "eighth"), ("sixteen people", "sixty people"), ("millions", "billions"),
    ("fourteen", "forteen"),
    ("ninety-one", "ninety-nine"), ("sesenta", "setenta"), ("doscientos", "trescientos"), ("dieciseis", "diecisiete"),
    ("sesenta y dos", "setenta y dos"), ("segunda", "segundo"), ("quarante", "quarantes"), ("soixante", "soixant"),
    ("troisième", "treizième"), ("quatrième", "quatriéme"), ("dreizehn", "dreissig"), ("vierzehn", "vierzig"),
    ("fünfzehn", "fünfzig"),
    ("sechzig", "sechzih"), ("einundzwanzig", "neunundzwanzig"), ("Million", "Billion"), ("hundert", "hundret"),
    ("m² 12345a", "m² 12346a"), ("sextuple", "septuple"), ("séxtuplo", "séptuplo"), ("chapter xxxvii", "chapter xxxviii"),
]


@pytest.mark.parametrize(("one", "other"), NEGATED)
def test_a_negation_is_never_a_slip(one, other):
    assert not taken_for(one, other) and not taken_for(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER_NUMBERS)
def test_another_number_is_never_a_slip(one, other):
    assert not taken_for(one, other) and not taken_for(other, one)


WORDS = st.sampled_from("residents decide together afterwards community Zustimmung habitantes participación association".split())


NOT = st.sampled_from(["not", "no", "ne", "pas", "nicht", "kein", "nie", "nunca", "jamais"])


@given(st.lists(WORDS, min_size=1, max_size=4), NOT, st.data())
def test_a_negating_word_anywhere_is_never_a_slip(words, negation, data):
    place = data.draw(st.integers(0, len(words)))
    assert not taken_for(" ".join([*words[:place], negation, *words[place:]]), " ".join(words))


@given(st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 10**6), st.integers(0, 10**6), st.data())
def test_numbers_in_a_sentence_are_compared_exactly(words, one, other, data):
    assume(one != other)
    place = data.draw(st.integers(0, len(words)))
    first, second = (" ".join([*words[:place], str(number), *words[place:]]) for number in (one, other))
    assert taken_for(first, first) and not taken_for(first, second)


@given(st.text(max_size=30), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.sampled_from(["", " ", "\u00a0", "\t\n"]))
def test_comparing_is_stable_under_spacing_and_form(text, form, space):
    other = unicodedata.normalize(form, f"{space}{text}{space}")
    assert normal(other) == normal(text)
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet="abcdeé ", min_size=1, max_size=12), st.text(alphabet="abcdeé ", min_size=1, max_size=12))
def test_what_is_forgiven_is_one_letter_or_two_neighbours(one, other):
    one, other = normal(one), normal(other)
    if differs_by_a_slip(one, other):
        assert one != other and abs(len(one) - len(other)) <= 1
        assert sum(left != right for left, right in zip(one, other, strict=False)) == 1 or sorted(one) == sorted(other) or len(
            one) != len(other)
