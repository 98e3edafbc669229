"""Claims as nobody wants them: markup, endless words, every direction of writing, names that call."""

from typing import Final

STORY: Final = "Ugly </title><script>document.title='broken'</script> \u202eyrots\u202c & “story” 🔥"
_MARKUP: Final = (
    "</p></section><img src=https://evil.example/x.png onerror=alert(1)><style>*{display:none}</style>"
    "<script>alert(1)</script> {{ 7*7 }} <a href=javascript:alert(1)>press</a> \u202egnp.exe\u202c"
)
_LONG: Final = "Donaudampfschifffahrtsgesellschaftskapitän" * 7


def claims() -> list[dict[str, object]]:
    """Return claims in the import format, about one story."""
    told: list[dict[str, object]] = [
        {
            "text": f"62 soldiers were killed. {_MARKUP}",
            "quote": _MARKUP,
            "speaker": f"Ministry {_MARKUP[:200]}",
        },
        {"text": f"At least 80 soldiers were killed. {'W' * 900}", "speaker": _LONG[:300]},
        {
            "text": "قُتل 62 جنديا في الغارة.",
            "speaker": "وزارة الدفاع الروسية",
            "language": "ar",
            "quote": "اثنان وستون",
        },
        {"text": "Погибли 70 солдат.", "speaker": "Минобороны", "language": "ru"},
        {"text": f"Some 45 soldiers were killed. {'Long story short. ' * 200}", "speaker": "a medic"},
        {"text": "🔥🔥 100 soldiers were killed 👩‍👩‍👧‍👦 Z̷̡͎a̷lg̴o", "speaker": "🇩🇪 desk"},
        {"text": "The raid was deliberate.", "speaker": "Government"},
        {"text": "The raid was not deliberate.", "speaker": "Army"},
        {"text": "Ten tanks were destroyed.", "speaker": "Army", "status": "retracted"},
    ]
    for number, claim in enumerate(told):
        claim |= {
            "story": STORY,
            "via": [f"{_LONG[:60]}{way}" for way in range(12)]
            if number == 1
            else ["Radio <b>Nine</b>", "راديو"],
            "outlet": f"Outlet {number} {_MARKUP[:80]}",
            "url": f"https://example.org/{'very-long-address/' * 60}{number}?a=1&b=%22%3E<script>",
            "said_at": f"2021-05-{number + 1:02}",
            "published_at": f"2021-05-{number + 1:02}T10:00:00Z",
            "as_of": "2021-05-01",
            "ratings": [{"publisher": f"Checks {_MARKUP[:100]}", "rating": "Pants on <i>fire</i>"}],
        }
    return told
