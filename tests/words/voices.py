"""How each voice of a report says a thing: to the leader in English, of the leader to her own leader in both languages.

Written here as people read it; nothing is taken from the files of the program.
"""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.disclosure.types import Code


@dataclass(frozen=True)
class Voice:
    """`who`: group -> (subject, object). `gaps`, `spreads`: a form with {who} -> what it claims. `scores`: who, value."""

    who: dict[str, tuple[str, str]]
    gaps: dict[str, Code]
    spreads: dict[str, Code]
    score: str
    own: str

    @property
    def groups(self) -> dict[str, str]:
        """Each way of naming a group -> its name."""
        return {said: group for group, names in self.who.items() for said in names}

    @property
    def anybody(self) -> str:
        """A pattern for any group."""
        return "(" + "|".join(sorted(self.groups, key=len, reverse=True)) + ")"


TO_LEADER_EN = Voice(
    {
        "employee": ("Your employees", "your employees"),
        "subordinate_leader": ("The leaders under you", "the leaders under you"),
        "peer": ("Your fellow leaders", "your fellow leaders"),
    },
    {
        "You rate yourself higher on this theme than {who} do": Code.GAP_HIGHER,
        "You rate yourself lower on this theme than {who} do": Code.GAP_LOWER,
        "You and {who} rate the theme about the same": Code.GAP_SAME,
    },
    {
        "{who} see this theme differently": Code.SPREAD_DIVIDED,
        "The answers from {who} are somewhat spread out on this theme": Code.SPREAD_SOME,
        "{who} see this theme in much the same way": Code.SPREAD_ALIKE,
    },
    r"{who} rate (about )?(\d\.\d)(?! or)",
    r"[Yy]ou rate yourself (\d\.\d)",
)
ABOUT_LEADER_DA = Voice(
    {
        "employee": ("Medarbejderne", "medarbejderne"),
        "subordinate_leader": ("Lederne under lederen", "lederne under lederen"),
        "peer": ("Lederkollegerne", "lederkollegerne"),
    },
    {
        "Lederen vurderer sig selv højere på dette tema, end {who} gør": Code.GAP_HIGHER,
        "Lederen vurderer sig selv lavere på dette tema, end {who} gør": Code.GAP_LOWER,
        "Lederen og {who} vurderer temaet omtrent ens": Code.GAP_SAME,
    },
    {
        "{who} ser forskelligt på dette tema": Code.SPREAD_DIVIDED,
        "Svarene fra {who} ligger noget spredt": Code.SPREAD_SOME,
        "{who} ser nogenlunde ens på dette tema": Code.SPREAD_ALIKE,
    },
    r"{who} svarer (omkring )?(\d,\d)(?! eller)",
    r"(?:Lederen svarer selv|lederen selv svarer) (\d,\d)",
)
ABOUT_LEADER_EN = Voice(
    {
        "employee": ("The employees", "the employees"),
        "subordinate_leader": ("The leaders under the leader", "the leaders under the leader"),
        "peer": ("The fellow leaders", "the fellow leaders"),
    },
    {
        "The leader's own rating on this theme is higher than that of {who}": Code.GAP_HIGHER,
        "The leader's own rating on this theme is lower than that of {who}": Code.GAP_LOWER,
        "The leader and {who} rate the theme about the same": Code.GAP_SAME,
    },
    TO_LEADER_EN.spreads,
    TO_LEADER_EN.score,
    r"[Tt]he leader's own rating is (\d\.\d)",
)
