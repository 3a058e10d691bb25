"""The functions an editor may write in a sentence, documented: what is written, what a reader then sees."""

from __future__ import annotations

from dataclasses import dataclass

PARTS = {
    "snapshot": "scores by category, then every recorded result",
    "peers": "list prices of the model and its tier peers in one unit",
    "bills": "what a month of each workload costs with the model and its tier peers, or with those named in `models`",
    "prices": "every recorded price with its period and state",
    "price-history": "chart: the list prices of the model that changed, over time",
    "scores": "chart: its score in each category with the interval",
    "lifecycle": "the dated events of the model's life",
    "residency": "where it is served and what each platform promises",
    "cases": "the case studies of the front matter (`cases`)",
    "shortlist": "who should shortlist it (`shortlist`)",
    "switch": "when to switch, and to what (`switch`)",
    "forecasts": "the forecasts with their outcomes (`forecasts`)",
}
"""The tables, charts and lists of a review."""
CHARTS = ("price-history", "scores")
"""The parts that are charts."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What an editor writes and what a reader then sees, as plain text, in the small repository of the tests."""

    write: str
    read: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One function: its `name`, what it says, what it needs, and what it does where the records are silent."""

    name: str
    says: str
    takes: tuple[tuple[str, str], ...]
    samples: tuple[Sample, ...]
    otherwise: str


_MODEL = ("model", "another model than the page's own, by its id: `model=\"acme-large\"`")
_TASK = "the part of the benchmark, by its id; left out: the whole"
_BENCHMARK = ("benchmark", "its id, where several benchmarks have such a figure of the model")
_CATEGORY = (
    "category",
    "`reasoning`, `coding`, `multilingual`, `creative`, `factual`, `healthcare`, `legal`, `government` or `overall`",
)
_SETTING = (
    "setting",
    "how the model was set, such as `effort=high`, or who served it; left out: the setting of the newest figure",
)

VOCABULARY: tuple[Entry, ...] = (
    Entry(
        "price",
        "A price in force today, or the last one known of a model that is gone. One that ended although the model is "
        "sold says until when it held.",
        (
            ("rate", "what is billed, such as `text.input`, `text.cache_read`, `audio.output`, `request`"),
            _MODEL,
            ("platform", "who sells it, by its id in `data/platforms.yml`; left out: the maker's own service"),
            ("region", "where it is processed, if that has a price of its own: `eu`, `us`; left out: `global`"),
            ("tier", "how it is served: `batch`, `flex`, `priority` or `fast`; left out: `standard`"),
            ("when", "the condition of a rate, as `tokonomix show` prints it; its words follow in brackets"),
            ("day", "a day as `2026-01-31`, to say what it cost then; left out: the day of the build"),
            ("unit", "`unit=True` adds what the price is for, from the record"),
        ),
        (
            Sample('{{ price("audio.output") }}', "US$\u00a020.00"),
            Sample('{{ price("text.input", unit=True) }}', "US$\u00a00.60 per 1M tokens"),
            Sample('{{ price("text.input", model="acme-large", tier="batch") }}', "US$\u00a01.00"),
            Sample('{{ price("text.input", model="acme-large", day="2025-06-01") }}', "US$\u00a03.00"),
            Sample(
                '{{ price("text.input", model="acme-large", tier="flex") }}', "US$\u00a00.90 (until 31\u00a0March 2026)"
            ),
            Sample('{{ price("audio.output", platform="cloudy", region="eu") }}', "US$\u00a022.00"),
            Sample(
                '{{ price("text.input", model="acme-large", when="input>128k") }}',
                "US$\u00a04.00 (above 128,000 tokens of input)",
            ),
        ),
        "A price that had ended on the day of the review is wrong without its `day`; one that ended later makes the "
        "review due. A day before the release of the model is an error, and so is a price that is not recorded. "
        "`tokonomix show <id> price` lists those that are, with seller, region, tier and condition.",
    ),
    Entry(
        "price_gap",
        "How a price compares with the same price of another model, both at their makers' own service if no platform "
        "is named. Write the verb before it: *costs* or *cost*.",
        (
            ("other", "the other model, by its id; the same one to compare what two platforms ask for it"),
            ("rate", "the rate that is compared"),
            _MODEL,
            ("platform", "who sells the one, by its id in `data/platforms.yml`; say in the sentence who that is"),
            ("other_platform", "who sells the other; its name follows"),
            ("name", "`name=False` leaves the other's name out, where the sentence has it already"),
        ),
        (
            Sample('costs {{ price_gap("acme-large", "text.input") }}', "costs 70\u202f% less than Acme Large"),
            Sample(
                'costs {{ price_gap("acme-voice", "text.input", model="acme-large") }}',
                "costs 3.3 times as much as Acme Voice",
            ),
            Sample('costs {{ price_gap("robot-voice", "audio.output") }}', "costs the same as Robot Voice"),
            Sample('costs {{ price_gap("acme-large", "text.input", name=False) }}', "costs 70\u202f% less"),
            Sample(
                'Cloudy takes {{ price_gap("acme-large", "text.input", model="acme-large", platform="cloudy") }}.',
                "Cloudy takes 10\u202f% more than Acme Large at Acme API.",
            ),
        ),
        "An error where a price is missing, has no amount, or is per another unit or in another currency.",
    ),
    Entry(
        "hosts",
        "Who sells a model today, its maker first; with a rate what each asks for it, the least first.",
        (("rate", "a rate as in `price`; only who has a price for it in US$ per 1M tokens is named"), _MODEL),
        (
            Sample('Sold by {{ hosts(model="acme-large") }}.', "Sold by Acme API and Cloudy."),
            Sample(
                'Text in: {{ hosts("text.input", "acme-large") }}.',
                "Text in: Acme API (US$\u00a02.00) and Cloudy (US$\u00a02.20).",
            ),
        ),
        "*nobody that we know of* where no record names a seller. Prices are those of the standard tier, worldwide.",
    ),
    Entry(
        "cost",
        "What a month of a workload costs at a model's list prices. The workloads are in `data/workloads.yml`. Prices "
        "that hold at some hours only are not counted; the card of the bill says which.",
        (("workload", "its id, such as `chat-turn`"), _MODEL),
        (
            Sample('{{ cost("call") }} a month', "US$\u00a0280 a month"),
            Sample('{{ cost("call", model="acme-large") }}', "no price for audio output"),
        ),
        "Where the model lacks a price the sentence says which.",
    ),
    Entry(
        "fact",
        "A fact of a model. The names are listed below.",
        (("name", "the fact"), _MODEL),
        (
            Sample('{{ fact("limits.context") }} tokens', "16,000 tokens"),
            Sample('{{ fact("modalities.input") }}', "text and audio"),
            Sample('{{ fact("shutdown_on") }}', "23\u00a0July 2026 or 20\u00a0January 2027"),
            Sample('{{ fact("released", model="acme-large") }}', "1\u00a0March 2025"),
        ),
        "Where sources disagree and we follow none, all values are shown. A fact that is not recorded is an error.",
    ),
    Entry(
        "disputed",
        "What other sources say of a fact or rate, each value with who says it. Where we follow no source, all values.",
        (("name", "the fact, or the rate as in `price`"), _MODEL),
        (
            Sample('Others say {{ disputed("limits.context", "acme-large") }}.', "Others say 128,000 (Pricebook)."),
            Sample('Others say {{ disputed("audio.output") }}.', "Others say US$\u00a024.00 (Acme model pages)."),
            Sample(
                '{{ disputed("shutdown_on") }}',
                "23\u00a0July 2026 (Acme model pages) and 20\u00a0January 2027 (Pricebook)",
            ),
        ),
        "An error where no source disagrees: then the sentence is no longer true.",
    ),
    Entry(
        "residency",
        "Whether a model is processed in the EU: the best of its current offers, with what it costs more and on what "
        "condition it is sold. Where data rests plays no part. Write *is* before it.",
        (_MODEL, ("platform", "only the offers of this platform, by its id in `data/platforms.yml`")),
        (
            Sample(
                'It is {{ residency("acme-large") }}.',
                "It is processed in the EU on Cloudy (EU) at 1.10 times the price, on request.",
            ),
            Sample(
                'On Cloudy it is {{ residency("robot-a", platform="cloudy") }}.',
                "On Cloudy it is processed outside the EU on Cloudy (Norway).",
            ),
            Sample('It is {{ residency("robot") }}.', "It is processed anywhere, without a promise of the EU."),
            Sample("It is {{ residency() }}.", "It is processed in a place that no source of ours states."),
        ),
        "Says so where no page states it. A platform that sells it by no record is an error.",
    ),
    Entry(
        "state",
        "The stage of a model's life on the day of the build: preview, current, deprecated or retired.",
        (_MODEL,),
        (
            Sample("It is {{ state() }}.", "It is deprecated."),
            Sample('It is {{ state("acme-large") }}.', "It is current."),
        ),
        "*of unknown stage* where no source states it.",
    ),
    Entry(
        "ends",
        "When a model stops answering at its maker's own service, with the verb.",
        (_MODEL,),
        (
            Sample("It {{ ends() }}.", "It ends on 23\u00a0July 2026 or 20\u00a0January 2027, as sources differ."),
            Sample('It {{ ends("acme-old") }}.', "It ended on 31\u00a0December 2025."),
            Sample('It {{ ends("acme-large") }}.', "It has no announced last day."),
        ),
        "*has no announced last day* where no source states one.",
    ),
    Entry(
        "models",
        "The models on sale that meet every condition you name, one at least, each with a link; after eight, how many "
        "more.",
        (
            ("input", "a kind of input it takes: `text`, `image`, `audio`"),
            ("output", "a kind of output it gives"),
            ("endpoint", "an endpoint of its maker's own service: `chat`, `realtime`"),
            ("processing", "`EU`: some offer of it is processed in the EU"),
            ("weights", "`open` or `closed`"),
            ("vendor", "its maker, by its id in `data/vendors.yml`"),
            ("state", "`preview`, `current`, `deprecated` or `retired`; left out: one of the first two"),
            ("context", "tokens that its context holds at least, as a number without quotes: `context=128000`"),
            ("rate", "a rate as in `price`, at its maker's own service; with it goes `at_most`"),
            ("at_most", "the most that this rate may cost, in US$ per 1M tokens, without quotes: `at_most=2.50`"),
        ),
        (
            Sample('Speech comes from {{ models(output="audio") }}.', "Speech comes from Robot Voice."),
            Sample('In the EU: {{ models(processing="EU") }}.', "In the EU: Acme Large."),
            Sample('{{ models(context=100000, rate="text.output", at_most=10) }}', "Acme Large"),
            Sample('{{ models(weights="open") }}', "no model that we know of"),
        ),
        "*no model that we know of* where none meets them all. A condition that nothing could meet, such as a misspelt "
        "vendor, is an error.",
    ),
    Entry(
        "score",
        "The score of 0 to 100 in one of the eight categories, or in `overall`.",
        (
            _CATEGORY,
            _MODEL,
            ("interval", "`interval=True` adds between which values the score lies with a certainty of 95 %"),
        ),
        (
            Sample('{{ score("reasoning", model="acme-large") }}', "88"),
            Sample('{{ score("reasoning", model="acme-large", interval=True) }}', "88 (87 to 90)"),
            Sample('{{ score("coding") }}', "not scored"),
        ),
        "*not scored* where the records carry no score; the reason stands beside it in `tokonomix show`.",
    ),
    Entry(
        "rank",
        "The places that a model may hold in a category. *1 to 2 of 8* says that no data of ours tells the first two "
        "of eight apart.",
        (_CATEGORY, _MODEL),
        (
            Sample('{{ rank("reasoning", model="acme-large") }}', "1 to 2 of 8"),
            Sample('{{ rank("coding") }}', "not ranked"),
        ),
        "*not ranked* where the records carry no rank; the reason stands beside it in `tokonomix show`.",
    ),
    Entry(
        "quartile",
        "The quarters of a board in which a model may have its place, the first being the best. Write *is* before it.",
        (_CATEGORY, _MODEL),
        (
            Sample('It is {{ quartile("reasoning", model="acme-large") }}.', "It is in the first quartile."),
            Sample('It is {{ quartile("coding") }}.', "It is not ranked."),
        ),
        "*not ranked* where the records carry no rank; the reason stands beside it in `tokonomix show`.",
    ),
    Entry(
        "gap",
        "How a model stands to another in a category, with the verb that the intervals allow: *leads*, *trails*, "
        "or *is level with* where neither is better with a certainty of 95 %. Points are points of the score, never "
        "per cent.",
        (("other", "the other model, by its id"), _CATEGORY, _MODEL),
        (
            Sample('It {{ gap("robot", "reasoning", model="acme-large") }}.', "It leads Robot by 57 points."),
            Sample('It {{ gap("robot-a", "reasoning", model="acme-large") }}.', "It is level with Robot A."),
            Sample(
                'It {{ gap("acme-large", "coding") }}.',
                "It cannot be compared with Acme Large, because no board of ours scores both.",
            ),
        ),
        "A sentence that says so where no board scores both. Where the two are level, the verb leads to the card with "
        "the distance.",
    ),
    Entry(
        "reported",
        "A figure of a benchmark or test cycle exactly as published, ranges as ranges, with its unit.",
        (
            ("metric", "what was counted, such as `score`, `cost` or `rank`"),
            ("task", _TASK),
            _BENCHMARK,
            _MODEL,
            _SETTING,
        ),
        (
            Sample('{{ reported("solved", "logic") }}', "60–65\u202f%"),
            Sample('{{ reported("solved", "turns", setting="default") }}', "71\u202f%"),
            Sample('{{ reported("first_audio", "turns") }}', "200–400\u00a0ms"),
            Sample('{{ reported("behind", "logic") }}', "12\u00a0points"),
        ),
        "`tokonomix show <id> reported` lists the figures of a model under their benchmarks, each as it is written. A "
        "result that is not recorded is an error, and so is one of several settings, or of several benchmarks, of "
        "which none is named.",
    ),
    Entry(
        "items",
        "How many tasks, questions or requests a reported figure rests on.",
        (
            ("metric", "as in `reported`"),
            ("task", "as in `reported`"),
            ("benchmark", "as in `reported`"),
            _MODEL,
            _SETTING,
        ),
        (
            Sample(
                '{{ items("pause_p50", "turns", model="robot-voice", setting="provider=cloudy region=iad") }} turns',
                "100 turns",
            ),
        ),
        "An error where the source does not say.",
    ),
    Entry(
        "speed",
        "A published time or rate, with how many requests it rests on, at which provider and place, and when: without "
        "them a speed says nothing.",
        (
            ("metric", "what was counted, such as `first_token_p50`"),
            ("task", _TASK),
            _BENCHMARK,
            _MODEL,
            _SETTING,
        ),
        (
            Sample(
                '{{ speed("first_audio", "turns") }}',
                "200–400\u00a0ms (number of requests not stated, 5\u00a0October 2026)",
            ),
            Sample(
                '{{ speed("pause_p50", "turns", model="robot-voice", setting="provider=robotics region=fra") }}',
                "420\u00a0ms (100 requests, provider robotics, region fra, 5\u00a0October 2026)",
            ),
        ),
        "A speed that is not recorded is an error, and so is one of several settings of which none is named.",
    ),
    Entry(
        "cycle",
        "A round of tests that we declared, and how it stands to the newest one. Without a name: the newest.",
        (("name", "its id in `data/cycles.yml`"),),
        (
            Sample("{{ cycle() }}", "November 2026"),
            Sample('{{ cycle("spoken-2026-10") }}', "October 2026; the current cycle is November 2026"),
        ),
        "A cycle that is not in the file is an error, with the nearest ids.",
    ),
    Entry(
        "model",
        "The name of a model, with a link to its page. Write it where you recommend or compare one.",
        (("name", "its id"),),
        (Sample('{{ model("acme-large") }}', "Acme Large"),),
        "An id that is no model of ours is an error, with the nearest ids.",
    ),
    Entry(
        "cite",
        "A numbered reference to a source in `data/sources.yml`, after the sentence that rests on it.",
        (("source", "its id"),),
        (Sample('It hears and speaks.{{ cite("acme-docs") }}', "It hears and speaks.[1]"),),
        "A source that is not in the file is an error.",
    ),
    Entry(
        "todo",
        "A passage that is still to be written, marked in the preview. `tokonomix new review` begins with them.",
        (("what", "what the passage has to say"),),
        (Sample('{{ todo("whom it suits") }}', "To write: whom it suits"),),
        "An error on every page but a draft.",
    ),
    Entry(
        "part",
        "A table, chart or list of the page, at this place. It stands on a line of its own, once: a chart cannot stand "
        "inside a sentence. As text, such as in Markdown, a chart is the table of its figures. The parts are listed "
        "below.",
        (
            ("name", "the part"),
            ("models", "only of `bills`: the ids of other models in place of the tier peers, with spaces between them"),
        ),
        (Sample('{{ part("peers") }}', ""), Sample('{{ part("bills", models="robot-a robot-b") }}', "")),
        "A published review must place `snapshot`, `peers` and `residency`, and the lists that its front matter has. "
        "Other tables and charts of records follow after the text if no part places them, except the chart of scores.",
    ),
)
