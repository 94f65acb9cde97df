"""Languages: English without a model, others named, short texts given the benefit of the doubt."""

import pytest

from tasks.reading.language import language_of

TEXTS = {
    "en": "The mayor said on Tuesday that nine people had died in the fire and that more than forty were hurt when it "
    "broke out in the night.",
    "fr": "Le maire a déclaré mardi que neuf personnes étaient mortes dans l'incendie et que plus de quarante avaient "
    "été blessées lorsque le feu s'est déclaré dans la nuit.",
    "de": "Der Bürgermeister sagte am Dienstag, dass neun Menschen bei dem Brand ums Leben gekommen und mehr als "
    "vierzig verletzt worden seien, als das Feuer in der Nacht ausbrach.",
    "es": "El alcalde dijo el martes que nueve personas murieron en el incendio y que más de cuarenta resultaron "
    "heridas cuando el fuego comenzó durante la noche en el centro de la ciudad.",
    "zh": "市长星期二表示，九人在火灾中丧生，四十多人受伤。",
    "ko": "시장은 화요일 화재로 아홉 명이 숨졌다고 밝혔다.",
    "ru": "Мэр сообщил во вторник, что девять человек погибли при пожаре и более сорока получили ранения, когда огонь "
    "вспыхнул ночью в центре города, и что поиски ещё продолжаются до утра.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_names_the_language(code):
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Neuf morts", "12 345", "KYIV — 9"])
def test_too_short_to_tell_is_english(text):
    assert language_of(text) == "en"


def test_english_in_capitals_and_full_of_names_is_english():
    text = (
        "THE ARMY SAID FIVE OF THE SOLDIERS IN LA PAZ AND SANTA CRUZ DE LA SIERRA WERE HURT BY MEN OF THE FARC NEAR "
        "EL ALTO ON THE DAY OF THE VOTE."
    )
    assert language_of(text) == "en"
