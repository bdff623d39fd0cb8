"""Karen has her path open twice: nothing she writes in one is lost through the other, and a press counts once."""

from __future__ import annotations

from html import unescape

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.paths.models import Goal
from fagspejl.workspace.sessions.models import Session
from support.followed import LINE, Followed, client_of, write_goal
from support.town import form_with, forms_on

TYPED = "Det her skrev jeg i den anden fane"


def test_a_goal_deleted_in_the_other_tab(world: Followed) -> None:
    """Karen deletes a goal in one tab and saves it in the other: she is told, and saves her words as a new goal."""
    karen, url = client_of("Karen"), world.url()
    write_goal(karen, url)
    (goal,) = Goal.objects.all()
    form = form_with(karen.get(f"{url}maal/{goal.id}/"), "about", str(goal.id))
    karen.post(url, {"act": "delete-goal", "about": str(goal.id)})
    told = karen.post(url, {**form, "text": TYPED})
    assert "Målet er slettet." in unescape(told.content.decode())
    (again,) = [one for one in forms_on(told) if one.get("text", [""])[0].strip() == TYPED]
    assert karen.post(url, again).status_code == 302
    assert Goal.objects.get().text == TYPED


def test_a_goal_changed_in_the_other_tab(world: Followed) -> None:
    """Karen changes one goal in two tabs: the older page is refused with her words on it, a second press is not."""
    karen, url = client_of("Karen"), world.url()
    write_goal(karen, url)
    (goal,) = Goal.objects.all()
    page = f"{url}maal/{goal.id}/"
    older, newer = form_with(karen.get(page), "text"), form_with(karen.get(page), "text")
    for _ in range(2):
        assert karen.post(url, {**newer, "my_part": "Jeg ringer"}).status_code == 302
    told = unescape(karen.post(url, {**older, "our_part": TYPED}).content.decode())
    assert "Målet er ændret på en anden side" in told
    assert TYPED in told
    goal.refresh_from_db()
    assert (goal.my_part, goal.our_part) == ("Jeg ringer", "")
    assert karen.post(url, {**form_with(karen.get(page), "text"), "our_part": TYPED}).status_code == 302


def test_lines_changed_in_the_other_tab(world: Followed) -> None:
    """Karen writes the shared lines in two tabs: the older page is refused with her words on it, a second press is not."""
    karen, url = client_of("Karen"), world.url()
    page = f"{url}trin/own_leader_talk/"
    older, newer = form_with(karen.get(page), "line_1"), form_with(karen.get(page), "line_1")
    for _ in range(2):
        assert karen.post(url, {**newer, "line_1": LINE}).status_code == 302
    told = unescape(karen.post(url, {**older, "line_1": TYPED}).content.decode())
    assert "Linjerne er ændret på en anden side" in told
    assert TYPED in told
    assert world.path().lines == [LINE]
    assert karen.post(url, {**form_with(karen.get(page), "line_1"), "line_2": TYPED}).status_code == 302
    assert world.path().lines == [LINE, TYPED]


def test_a_fourth_goal(world: Followed) -> None:
    """Karen fills her plan in one tab and writes one more in the other: it is refused, and her words stand there."""
    karen, url = client_of("Karen"), world.url()
    form = form_with(karen.get(f"{url}maal/"), "act", "goal")
    for _ in range(3):
        write_goal(karen, url)
    told = unescape(karen.post(url, {**form, "text": TYPED}).content.decode())
    assert "Planen har allerede 3 mål." in told
    assert TYPED in told


def test_a_press_counts_once(world: Followed) -> None:
    """Karen presses twice on a goal, an agreement and a dialogue: there is one of each, and she lands at it."""
    karen, part = client_of("Karen"), world.made.part["Karen"]
    pages = (
        (f"{world.url()}maal/", "my_part", {"text": TYPED}, Goal),
        ("/arbejdsrum/aftaler/ny/", "why", {"title": "Aftale", "text": TYPED}, Agreement),
        (f"/arbejdsrum/dialog/ny/?rapport={part}", "line_1", {"statements": ["1.1", "1.3"]}, Session),
    )
    for url, field, typed, made in pages:
        form = {**form_with(karen.get(url), field), **typed}
        sent_to = world.url() if made is Goal else url
        answers = [karen.post(sent_to, form) for _ in range(2)]
        assert [one.status_code for one in answers] == [302, 302], url
        assert answers[0]["Location"] == answers[1]["Location"]
        assert made.objects.count() == 1


def test_anothers_id_makes_something_new(world: Followed) -> None:
    """Ida sends the ids of Karen's agreement and dialogue as her own new ones: Karen's stand, and Ida has hers."""
    for name in ("Karen", "Ida"):
        client, part = client_of(name), world.made.part[name]
        for url, field, typed in (
            ("/arbejdsrum/aftaler/ny/", "why", {"title": name, "text": TYPED}),
            (
                f"/arbejdsrum/dialog/ny/?rapport={part}",
                "line_1",
                {"statements": ["1.1", "1.3"], "line_1": name},
            ),
        ):
            same = {"once": "11111111-1111-4111-8111-111111111111"}
            answer = client.post(url, {**form_with(client.get(url), field), **typed, **same})
            assert answer.status_code == 302
            assert client.get(answer["Location"]).status_code == 200
    assert set(Agreement.objects.values_list("title", flat=True)) == {"Karen", "Ida"}
    assert Session.objects.count() == 2


def test_anothers_goal_is_never_written_over(world: Followed) -> None:
    """Ida sends the id of Karen's goal as her own new one: Karen's stands, and Ida has one of her own."""
    write_goal(client_of("Karen"), world.url())
    hers = Goal.objects.get()
    assert write_goal(client_of("Ida"), world.url("Ida"), text=TYPED, once=str(hers.id)) == 302
    hers.refresh_from_db()
    assert hers.text != TYPED
    assert Goal.objects.count() == 2
