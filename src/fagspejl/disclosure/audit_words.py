"""What an audit says, in Danish and English. One sentence per check and per finding."""

from __future__ import annotations

from fagspejl.disclosure.audit import Check
from fagspejl.disclosure.audit_types import AuditFault, Finding

CHECKED: dict[str, dict[Check, str]] = {
    "da": {
        Check.SHAPE: "Filen holder kun det, en frigivelse har, og intet tal er finere end én decimal.",
        Check.POLICY: "Ingen grænse er sat lavere, end systemet tillader, og grænserne er de lovede.",
        Check.BLOCKS: "Hver gruppe af svar er stor nok, ligger der, hvor den siger, og ingen leder tæller to gange.",
        Check.CELLS: "Hvert udsagn i hver gruppe står kun i den form, som antallet af svar tillader.",
        Check.SPREAD: "Om hvert tema i hver gruppe står der højst ét ord om, hvor ens gruppen ser det, og kun hvor svarene er mange nok.",
        Check.MARKS: "Kun lederen selv og lederens leder står som enkeltpersoner.",
        Check.COMMENTS: "Kommentarer står kun, hvor nok har svaret og nok har skrevet.",
        Check.PLACES: "Hver leders tal hviler på lederens egen gruppe, og hvert samlet tal på ledere nok.",
        Check.TOTALS: (
            "Hvert samlet tal tæller alle grupper med i sin enhed, og mellem to samlede tal ligger ingen eller nok ledere."
        ),
        Check.ARITHMETIC: "Hvert tal og ord er regnet efter ud fra det, der er trykt, og intet mangler eller er til overs.",
    },
    "en": {
        Check.SHAPE: "The file holds only what a release has, and no number is finer than one decimal.",
        Check.POLICY: "No threshold is below what the system allows, and the thresholds are those promised.",
        Check.BLOCKS: "Every group of answers is large enough, stands where it says, and no leader counts twice.",
        Check.CELLS: "Every statement in every group is printed only in the form that its number of answers allows.",
        Check.SPREAD: "Each theme in each group has at most one word on how alike the group sees it, and only where answers are many enough.",
        Check.MARKS: "Only the leader and the leader's own leader stand as single persons.",
        Check.COMMENTS: "Comments stand only where enough people answered and enough wrote.",
        Check.PLACES: "Every leader's figure rests on the leader's own group, and every total on enough leaders.",
        Check.TOTALS: (
            "Every total counts all groups of its unit, and between two totals lie no leaders or enough of them."
        ),
        Check.ARITHMETIC: "Every figure and word was recomputed from what is printed; nothing is missing or added.",
    },
}

EARLIER: dict[str, str] = {  # of a release of format 1
    "da": "Frigivelsen er lavet efter tidligere regler. Dens tal og ord er derfor ikke regnet efter.",
    "en": "The release was made under earlier rules. Its figures and words were therefore not recomputed.",
}

_FOUND: dict[str, dict[Finding, str]] = {
    "da": {
        Finding.UNREADABLE: "Filen kan ikke læses som en frigivelse: {fact}",
        Finding.NAME_UNKNOWN: "Der står noget, som ikke hører til i en frigivelse: {name}",
        Finding.NUMBER_TOO_FINE: "Tallet er finere, end det må stå: {value}",
        Finding.POLICY_BELOW_FLOOR: "{name} er {value}, men grænsen i systemet er {limit}.",
        Finding.POLICY_HASH: "Grænserne passer ikke til deres kontrolsum.",
        Finding.BLOCK_TOO_SMALL: "Gruppen har {n} personer. Der skal være mindst {k}.",
        Finding.BLOCK_TWICE: "Gruppen står to gange.",
        Finding.BLOCK_MISPLACED: "Gruppen står ikke der, hvor leder, enhed og slags siger.",
        Finding.BLOCK_OVERFULL: "Gruppen er større, end dens ledere og indbudte tillader.",
        Finding.COEFFICIENT_TOO_FINE: "Spredningen er trykt finere eller på færre svar, end den må.",
        Finding.CELL_MISSING: "Udsagnet mangler i gruppen.",
        Finding.CELL_FORM: "Feltet har en form, som dets klasse ikke tillader.",
        Finding.SPREAD_TWICE: "Der står mere end ét ord om, hvor ens gruppen ser temaet.",
        Finding.SPREAD_NOT_ALLOWED: "Der står et ord om, hvor ens gruppen ser temaet, men gruppens felter tillader det ikke.",
        Finding.INTERVAL_OF_CODES: "Der står bånd eller grænser om et tal, som hviler på kodede felter.",
        Finding.CODED_WITH_VALUE: "Feltet er kodet, men bærer også sin værdi.",
        Finding.CELL_TOO_SMALL: "Svarene vises fordelt, men der er kun {n}. Grænsen er {limit}.",
        Finding.MARK_ROLE: "Kun lederen selv og lederens leder må stå som enkeltpersoner, én gang hver.",
        Finding.MARK_VALUE: "Enkeltpersonens svar og gennemsnit passer ikke sammen.",
        Finding.COMMENT_ROW: "Kommentarerne står ikke på præcis ét sted for hver leder og gruppe.",
        Finding.COMMENTS_IN_ORDER: "Kommentarerne står ikke i den rækkefølge, som teksterne selv giver.",
        Finding.COMMENTS_BELOW_THRESHOLD: (
            "Kommentarer vises, men der skal være mindst {k_comments} svar og {authors}, der har skrevet."
        ),
        Finding.WITHHELD_REVEALED: "Stedet er skjult, men bærer alligevel et tal.",
        Finding.WITHHELD_EXPLAINED: "Det skjulte sted fortæller, hvorfor det er skjult ({reason}).",
        Finding.STATUS_UNKNOWN: "Stedet er hverken vist eller skjult ({status}).",
        Finding.NO_OWN_BLOCK: "Tallet står hos en leder uden egen gruppe af svar.",
        Finding.TOO_FEW_LEADERS: "Det samlede tal hviler på {leaders} ledere. Der skal være mindst {limit}.",
        Finding.TOTAL_INCOMPLETE: "Det samlede tal hviler på {blocks} grupper. {expected} grupper i enheden viser udsagnet.",
        Finding.TOTAL_N: "Der står {n}, men {expected} indgår i tallet.",
        Finding.TOTALS_TOO_CLOSE: (
            "Mellem det samlede tal og tallene under det ligger {leaders} ledere. Der skal være ingen eller mindst {limit}."
        ),
        Finding.WHOLE_MISSING: "Hele organisationen mangler et samlet tal.",
        Finding.THEME_TOTAL: "Temaets samlede tal følger ikke af de udsagn, der har et samlet tal i enheden.",
        Finding.DISTRIBUTION_UNEARNED: "Fordelingen opfylder ikke betingelserne for at blive vist.",
        Finding.CANDIDATES: "Gruppen nævner ikke præcis de ledere, som den kunne rumme svar om.",
        Finding.SHOULD_BE_WITHHELD: "Tallet er vist, men skulle være skjult.",
        Finding.NOT_THE_ARITHMETIC: "Det trykte ({names}: {printed}) følger ikke af felterne ({expected}).",
        Finding.FIGURE_MISSING: "Tallet mangler.",
        Finding.FIGURE_ADDED: "Tallet hører ikke til i frigivelsen.",
        Finding.FIGURE_TWICE: "Tallet står to gange.",
    },
    "en": {
        Finding.UNREADABLE: "The file cannot be read as a release: {fact}",
        Finding.NAME_UNKNOWN: "Something stands there that does not belong in a release: {name}",
        Finding.NUMBER_TOO_FINE: "The number is finer than it may be printed: {value}",
        Finding.POLICY_BELOW_FLOOR: "{name} is {value}, but the limit in the system is {limit}.",
        Finding.POLICY_HASH: "The thresholds do not match their checksum.",
        Finding.BLOCK_TOO_SMALL: "The group has {n} people. At least {k} are needed.",
        Finding.BLOCK_TWICE: "The group stands twice.",
        Finding.BLOCK_MISPLACED: "The group does not stand where its leader, unit and kind say.",
        Finding.BLOCK_OVERFULL: "The group is larger than its leaders and invitations allow.",
        Finding.COEFFICIENT_TOO_FINE: "The spread is printed finer, or from fewer answers, than it may be.",
        Finding.CELL_MISSING: "The statement is missing in the group.",
        Finding.CELL_FORM: "The cell has a form that its class does not allow.",
        Finding.SPREAD_TWICE: "There is more than one word on how alike the group sees the theme.",
        Finding.SPREAD_NOT_ALLOWED: "There is a word on how alike the group sees the theme, but its cells do not allow one.",
        Finding.INTERVAL_OF_CODES: "A band or bounds stand round a number that rests on coded cells.",
        Finding.CODED_WITH_VALUE: "The cell is coded but carries its value as well.",
        Finding.CELL_TOO_SMALL: "Answers are shown per option, but there are only {n}. The limit is {limit}.",
        Finding.MARK_ROLE: "Only the leader and the leader's own leaders may stand as single persons, once each.",
        Finding.MARK_VALUE: "The single person's answers and mean do not match.",
        Finding.COMMENT_ROW: "The comments do not stand in exactly one place for each leader and group.",
        Finding.COMMENTS_IN_ORDER: "The comments do not stand in the order that the texts themselves give.",
        Finding.COMMENTS_BELOW_THRESHOLD: (
            "Comments are shown, but at least {k_comments} answers and {authors} authors are needed."
        ),
        Finding.WITHHELD_REVEALED: "The place is withheld but carries a figure all the same.",
        Finding.WITHHELD_EXPLAINED: "The withheld place tells why it is withheld ({reason}).",
        Finding.STATUS_UNKNOWN: "The place is neither shown nor withheld ({status}).",
        Finding.NO_OWN_BLOCK: "The figure stands with a leader who has no own group of answers.",
        Finding.TOO_FEW_LEADERS: "The total rests on {leaders} leaders. At least {limit} are needed.",
        Finding.TOTAL_INCOMPLETE: "The total rests on {blocks} groups. {expected} groups in the unit print the statement.",
        Finding.TOTAL_N: "It says {n}, but {expected} enter the figure.",
        Finding.TOTALS_TOO_CLOSE: (
            "Between the total and the totals below it lie {leaders} leaders. There must be none, or at least {limit}."
        ),
        Finding.WHOLE_MISSING: "The whole organisation lacks a total.",
        Finding.THEME_TOTAL: "The theme's total does not follow from the statements that have a total in the unit.",
        Finding.DISTRIBUTION_UNEARNED: "The distribution does not meet the conditions for being shown.",
        Finding.CANDIDATES: "The group does not name exactly the leaders about whom it could hold answers.",
        Finding.SHOULD_BE_WITHHELD: "The figure is shown but should be withheld.",
        Finding.NOT_THE_ARITHMETIC: "What is printed ({names}: {printed}) does not follow from the cells ({expected}).",
        Finding.FIGURE_MISSING: "The figure is missing.",
        Finding.FIGURE_ADDED: "The figure does not belong in the release.",
        Finding.FIGURE_TWICE: "The figure stands twice.",
    },
}


def sentence(fault: AuditFault, language: str) -> str:
    """Return the fault as one finished sentence, with its place in front where it has one."""
    text = _FOUND[language][fault.finding].format(**fault.facts)
    return f"{fault.where}: {text}" if fault.where else text
