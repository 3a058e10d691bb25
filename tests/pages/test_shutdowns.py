"""The calendar of ends: what stops when, with what instead, as a page and as a calendar to subscribe to."""

from datetime import date

import icalendar
import pytest

from tests.money.catalogues import priced
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.feeds import shutdowns_ics
from tokonomix.pages import model_lists, shutdowns, view
from tokonomix.problem import Place
from tokonomix.reads import Bound

DAY = date(2026, 11, 22)


def page_of(edition):
    (made,) = shutdowns.make(edition)
    return made


def small_edition(small, day=DAY):
    return Edition(priced(small, "acme-large text.output 2"), day)


def ids(rows):
    return [row["link"]["id"] for row in rows]


@pytest.fixture(scope="module")
def shown(edition):
    return page_of(edition).view


def test_every_day_to_come_stands_in_the_table_soonest_first(edition, shown):
    ending = {m.id for m in edition.models if (m.value("shutdown_on") or date.min) > edition.today}
    days = [row["day"]["v"] for row in shown["rows"] if not row["claims"]]
    assert ending <= set(ids(shown["rows"]))
    assert days == sorted(days)


def test_no_model_stands_in_two_sections(shown):
    everything = [name for part in ("rows", "undated", "kept", "gone") for name in ids(shown[part])]
    assert len(everything) == len(set(everything))


def test_what_the_maker_names_instead_stands_beside_with_its_price(small):
    edition = small_edition(small)
    rows = {row["link"]["id"]: row for row in page_of(edition).view["rows"]}
    row = rows["acme-large-2025-03-01"]
    assert (row["instead"]["id"], row["instead_output"]["text"]) == ("acme-large", "2.00")


def test_a_disputed_last_day_comes_last_with_every_claim(small):
    rows = page_of(small_edition(small)).view["rows"]
    assert rows[-1]["link"]["id"] == "acme-voice"
    assert rows[-1]["day"]["text"] == "disputed"
    assert rows[-1]["claims"] == ["Acme model pages: 23\u00a0Jul\u00a02026", "Pricebook: 20\u00a0Jan\u00a02027"]


def test_a_day_that_has_passed_moves_the_model_to_what_is_gone_for_a_year(small):
    before = page_of(small_edition(small)).view
    (ending,) = [row for row in before["rows"] if not row["claims"]]
    day = small_edition(small).catalog.models[ending["link"]["id"]].value("shutdown_on")
    on_the_day, a_year_on = (page_of(small_edition(small, when)).view for when in (day, day.replace(year=day.year + 1)))
    assert ending["link"]["id"] in ids(on_the_day["gone"])
    assert ending["link"]["id"] not in ids(on_the_day["rows"])
    assert ending["link"]["id"] not in ids(a_year_on["gone"])


def test_the_calendar_holds_one_whole_day_for_each_known_end(edition):
    (output,) = shutdowns_ics.make(edition, ())
    events = icalendar.Calendar.from_ical(output.content).walk("VEVENT")
    told = {str(event["uid"]).partition("@")[0]: event["dtstart"].dt for event in events}
    assert told == {m.id: m.value("shutdown_on") for m in shutdowns.upcoming(edition, edition.models)}
    assert all((event["dtend"].dt - event["dtstart"].dt).days == 1 for event in events)


def test_the_calendar_names_the_source_and_the_day_it_was_read(small):
    (output,) = shutdowns_ics.make(small_edition(small), ())
    (event,) = icalendar.Calendar.from_ical(output.content).walk("VEVENT")
    assert "Source: " in event["description"]
    assert "read 2026-11-20" in event["description"]


def test_equal_records_make_equal_calendars(edition):
    first, second = (next(shutdowns_ics.make(edition, ())).content for _ in range(2))
    assert first == second


def test_an_offer_that_ends_stands_apart_with_the_last_day_on_which_it_can_be_had(small):
    platforms = "acme: {name: Acme API, vendor: acme}\nbig-host: {name: Big Host, regions: {eu: EU, us: US}}\n"
    (small / "data/platforms.yml").write_text(platforms, "utf-8")
    header = (small / "data/offers/acme.csv").read_text("utf-8").splitlines()[0]
    columns = header.split(",")
    cells = {"model": "acme-large", "region": "eu", "until": "2027-02-01", "source": "acme-docs", "read": "2026-11-20"}
    rows = [header, ",".join(cells.get(name, "") for name in columns)]
    rows.append(",".join((cells | {"region": "us", "until": "2026-11-01"}).get(name, "") for name in columns))
    (small / "data/offers/big-host.csv").write_text("\n".join(rows) + "\n", "utf-8")
    made = page_of(small_edition(small))
    (row,) = made.view["ends"]
    assert (row["link"]["id"], row["platform"]["name"], row["regions"]) == ("acme-large", "Big Host", "EU")
    card = {term: text.replace("\u00a0", " ") for term, text, _url in row["day"]["b"].rows}
    assert (row["day"]["text"].replace("\u00a0", " "), card["Read on"]) == ("31 Jan 2027", "20 November 2026")
    assert row["day"]["b"].id in {bound.id for bound in made.view["cards"]}


def test_a_model_that_only_its_snapshots_end_stands_in_a_section_of_its_own(edition, shown):
    told = {row["link"]["id"]: row for row in shown["by_snapshot"]}
    for model in edition.models:
        days = [s.value("shutdown_on") for s in edition.catalog.snapshots_of(model.id)]
        goes_on = model.kind == "model" and model.state(edition.today) not in ("deprecated", "retired")
        renewed = any(s.value("replacement") == model.id for s in edition.catalog.snapshots_of(model.id))
        ends = goes_on and "shutdown_on" not in model.facts and bool(days) and all(days) and not renewed
        assert (model.id in told) is ends
        if ends:
            assert told[model.id]["day"]["v"] == f"{max(days):%Y%m%d}"
    assert told["gpt-4.1"]["day"]["b"].href.startswith("models/gpt-4.1-2025-04-14/"), "the snapshot's record is the source"


def small_snapshot(small, model="", snapshot=""):
    path = small / "data/models/acme/acme-large-2025-03-01.yml"
    text = path.read_text("utf-8").replace("replacement: acme-large\n", snapshot)
    path.write_text(text, "utf-8")
    own = small / "data/models/acme/acme-large.yml"
    own.write_text(own.read_text("utf-8").replace("status: current\n", f"status: current\n{model}"), "utf-8")
    return small_edition(small)


def test_the_only_snapshots_last_day_is_said_where_the_model_is_named(small):
    edition = small_snapshot(small)
    model = edition.catalog.models["acme-large"]
    assert view.status(edition, model) == ("deprecated", "only snapshot ends 31\u00a0Dec\u00a02026")
    band = model_lists.band(edition, model, Bindings(edition, "models/acme-large/", Place("test.md")))
    assert band["word"] == "Snapshot ends"
    assert [part.text for part in band["parts"] if isinstance(part, Bound)] == ["31\u00a0December 2026"]
    assert ids(page_of(edition).view["by_snapshot"]) == ["acme-large"]


def test_a_day_of_its_own_goes_before_that_of_its_snapshot(small):
    edition = small_snapshot(small, model="shutdown_on: 2027-03-01\n")
    assert view.status(edition, edition.catalog.models["acme-large"])[1] == "ends 1\u00a0Mar\u00a02027"
    assert page_of(edition).view["by_snapshot"] == []


def test_a_snapshot_that_its_model_replaces_ends_nothing(small):
    edition = small_snapshot(small, snapshot="replacement: acme-large\n")
    assert view.status(edition, edition.catalog.models["acme-large"]) == ("current", "Current")
