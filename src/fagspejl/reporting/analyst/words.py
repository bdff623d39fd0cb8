"""What the analyst's report says, Danish and English. Codes come from `analysis.verdicts`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fagspejl.instrument.types import Language

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "document": ("Analyse: {title}", "Analysis: {title}"),
    "kicker": ("Til analytikeren", "For the analyst"),
    "heading": ("Kan spørgeskemaet bære resultaterne?", "Can the questionnaire carry the results?"),
    "purpose": (
        "Her står, hvor sikre tallene er for hele organisationen. Der er ingen resultater for en leder eller en enhed.",
        "This says how dependable the figures are for the whole organisation. There are no results for a leader or a unit.",
    ),
    "same_answers": (
        "Analysen bruger kun svar, som også indgår i rapporterne. Hvert tal bygger på mindst {n} personer.",
        "The analysis uses only answers that also stand in the reports. At least {n} people stand behind every figure.",
    ),
    "contents": ("Indhold", "Contents"),
    "skip": ("Gå til indholdet", "Go to the content"),
    "fact_organisation": ("Organisation", "Organisation"),
    "fact_instrument": ("Spørgeskema", "Questionnaire"),
    "fact_not_validated": ("{name}, ikke videnskabeligt afprøvet", "{name}, not scientifically validated"),
    "fact_version": ("Fagspejl", "Fagspejl"),
    "counted": ("Hvem tæller med", "Who is counted"),
    "column_group": ("Gruppe", "Group"),
    "column_people": ("Personer", "People"),
    "column_forms": ("Svar", "Responses"),
    "column_leaders": ("Ledere", "Leaders"),
    "column_theme": ("Tema", "Theme"),
    "column_statistic": ("Mål", "Statistic"),
    "column_value": ("Værdi", "Value"),
    "column_limits": ("95 %-grænser", "95% limits"),
    "column_verdict": ("Det betyder", "What it means"),
    "limits": ("{low} til {high}", "{low} to {high}"),
    "none": ("–", "–"),
    "group_employee": ("Medarbejdere", "Employees"),
    "group_peer": ("Kolleger", "Peers"),
    "group_self": ("Lederne selv", "Leaders themselves"),
    "group_superior": ("Ledernes ledere", "Leaders' leaders"),
    "section_reliability": ("Hænger udsagnene sammen?", "Do the statements hang together?"),
    "about_reliability": (
        "Alfa og lambda 2 viser, hvor meget svarene på et temas udsagn følges ad. Omega vises kun, når ét fælles træk "
        "forklarer svarene. Ingen af dem siger, hvor sikkert en leders resultat er.",
        "Alpha and lambda 2 show how far answers to a theme's statements go together. Omega is shown only where one "
        "common trait explains the answers. None of them says how dependable one leader's result is.",
    ),
    "section_icc": ("Er der forskel på lederne?", "Do leaders differ?"),
    "about_icc": (
        "ICC(1) er den del af forskellene mellem svar, som ligger mellem lederne. De to måder at regne på giver ikke "
        "det samme, når grupperne er forskellige i størrelse. Nævn altid, hvilken du bruger.",
        "ICC(1) is the share of the differences between answers that lies between leaders. The two ways of computing it "
        "differ when groups differ in size. Always name the one you use.",
    ),
    "section_agreement": (
        "Er man enige om den samme leder?",
        "Do people agree about the same leader?",
    ),
    "about_agreement": (
        "Tallene er gennemsnit over alle ledere med en gruppe for sig. AD er den gennemsnitlige afstand til gruppens "
        "midte, i point på skalaen. r*wg er 1, når alle svarer ens, og 0, når de svarer tilfældigt.",
        "The figures are means over all leaders with a group of their own. AD is the mean distance from the middle of "
        "the group, in points of the scale. r*wg is 1 when all answer alike and 0 when they answer at random.",
    ),
    "section_invariance": (
        "Forstår grupperne udsagnene på samme måde?",
        "Do groups understand the statements in the same way?",
    ),
    "about_invariance": (
        "Før to gruppers gennemsnit kan sammenlignes i en undersøgelse, skal udsagnene måle det samme på samme måde i "
        "begge. Det kræver mindst {n} svar fra hver. Her er ikke taget højde for, at flere svarer om den samme leder.",
        "Before the means of two groups can be compared in research, the statements must measure the same in the same "
        "way in both. That takes at least {n} responses from each. It is not corrected for several people answering "
        "about the same leader.",
    ),
    "section_self_other": (
        "Følges ledernes egen vurdering med de andres?",
        "Do leaders' own ratings go with those of others?",
    ),
    "about_self_other": (
        "Sammenhængen er regnet over ledere. Den siger ikke noget om én leder.",
        "The correlation is computed over leaders. It says nothing about one leader.",
    ),
    "nothing_here": ("Der er ingen grupper at regne på.", "There are no groups to compute this for."),
    "statistic_alpha": ("Cronbachs alfa", "Cronbach's alpha"),
    "statistic_lambda2": ("Guttmans lambda 2", "Guttman's lambda 2"),
    "statistic_omega": ("McDonalds omega", "McDonald's omega"),
    "statistic_icc1_anova": ("ICC(1), ANOVA, gennemsnitlig størrelse", "ICC(1), ANOVA, mean size"),
    "statistic_icc1_anova_k0": ("ICC(1), ANOVA, k0", "ICC(1), ANOVA, k0"),
    "statistic_icc1_reml": ("ICC(1), REML", "ICC(1), REML"),
    "statistic_icc2_anova": ("ICC(2), ANOVA", "ICC(2), ANOVA"),
    "statistic_reliability_5": ("Reliabilitet, gennemsnit af 5 svar", "Reliability, mean of 5 answers"),
    "statistic_reliability_10": (
        "Reliabilitet, gennemsnit af 10 svar",
        "Reliability, mean of 10 answers",
    ),
    "statistic_reliability_20": (
        "Reliabilitet, gennemsnit af 20 svar",
        "Reliability, mean of 20 answers",
    ),
    "statistic_ad_mean": ("AD, gennemsnit over ledere", "AD, mean over leaders"),
    "statistic_rwg_star_mean": ("r*wg(J), gennemsnit over ledere", "r*wg(J), mean over leaders"),
    "statistic_invariance": ("Invarians", "Invariance"),
    "statistic_invariance_cfi": ("CFI, samme model i begge", "CFI, same model in both"),
    "statistic_invariance_delta_cfi": ("Ændring i CFI ved næste krav", "Change in CFI at the next demand"),
    "statistic_self_other_r": ("Korrelation", "Correlation"),
    "verdict_too_few": ("For få til at sige noget.", "Too few to say."),
    "verdict_shown": ("Kan bruges til at beskrive temaet.", "Can be used to describe the theme."),
    "verdict_turned": (
        "{items} kan være vendt forkert. Se skemaet efter.",
        "{items} may be turned the wrong way. Check the questionnaire.",
    ),
    "verdict_opposed": (
        "Svarene på udsagnene går hver sin vej. De kan ikke lægges sammen.",
        "Answers to the statements go different ways. They cannot be added up.",
    ),
    "verdict_constant": (
        "Alle svarer ens på {items}. Så kan det ikke ses, om udsagnene følges ad.",
        "Everybody answers {items} alike. So it cannot be seen whether the statements go together.",
    ),
    "verdict_stray": (
        "Svarene på {items} følges ikke ad med de andre.",
        "Answers to {items} do not go with the others.",
    ),
    "verdict_weak": (
        "Udsagnene følges for lidt ad til at beskrive temaet med ét tal.",
        "The statements go together too little to describe the theme by one figure.",
    ),
    "verdict_unsure": (
        "Det er usikkert, om udsagnene følges nok ad til at beskrive temaet med ét tal.",
        "It is uncertain whether the statements go together enough to describe the theme by one figure.",
    ),
    "verdict_one_thing": ("Udsagnene måler én ting.", "The statements measure one thing."),
    "verdict_untested": (
        "Tre udsagn er for få til at afgøre, om de måler én ting.",
        "Three statements are too few to tell whether they measure one thing.",
    ),
    "verdict_unclear": (
        "Det er usikkert, om udsagnene måler én ting.",
        "It is uncertain whether the statements measure one thing.",
    ),
    "verdict_loose": (
        "Udsagnene følges for lidt ad til at vise, hvad de måler.",
        "The statements go together too little to show what they measure.",
    ),
    "verdict_several_things": (
        "Udsagnene måler mere end én ting. Se på dem hver for sig.",
        "The statements measure more than one thing. Look at each by itself.",
    ),
    "verdict_no_factor": ("Kan ikke regnes ud på disse svar.", "Cannot be computed from these answers."),
    "verdict_differ": (
        "Der er forskel på lederne ud over det tilfældige.",
        "Leaders differ by more than chance.",
    ),
    "verdict_may_differ": (
        "Forskellen på lederne kan være tilfældig, for her er regnet på flere temaer. Sammenlign dem ikke.",
        "The difference between leaders may be chance, since several themes are tested here. Do not compare them.",
    ),
    "verdict_certain_size": (
        "En leders tal er rimelig sikkert ved denne størrelse.",
        "One leader's figure is fairly certain at this size.",
    ),
    "verdict_perhaps_size": (
        "En leders tal er måske sikkert nok ved denne størrelse.",
        "One leader's figure may be certain enough at this size.",
    ),
    "verdict_uncertain_size": (
        "En leders tal er usikkert ved denne størrelse.",
        "One leader's figure is uncertain at this size.",
    ),
    "verdict_no_difference": (
        "Der er ikke sikker forskel på lederne. Sammenlign dem ikke.",
        "There is no reliable difference between leaders. Do not compare them.",
    ),
    "verdict_alike": ("De fleste ser ens på deres leder.", "Most see their leader alike."),
    "verdict_alike_anyway": (
        "Svarene ligner hinanden, men ikke mere om den samme leder end om forskellige ledere.",
        "Answers are similar, but no more so about the same leader than about different leaders.",
    ),
    "verdict_some_spread": ("Der er nogen spredning i svarene.", "There is some spread in the answers."),
    "verdict_seen_differently": (
        "Den samme leder bliver set meget forskelligt.",
        "The same leader is seen very differently.",
    ),
    "verdict_means": ("Grupperne kan sammenlignes.", "The groups can be compared."),
    "verdict_relations": (
        "Sammenhænge kan sammenlignes. Gennemsnit kan ikke.",
        "Correlations can be compared. Means cannot.",
    ),
    "verdict_apart": ("Grupperne kan ikke sammenlignes.", "The groups cannot be compared."),
    "verdict_follows": (
        "Ledere, der vurderer sig selv højere, bliver også vurderet højere.",
        "Leaders who rate themselves higher are also rated higher.",
    ),
    "verdict_no_link": ("Der er ingen sikker sammenhæng.", "There is no reliable connection."),
    "reason_no_answers": (
        "Ingen har svaret på temaets udsagn.",
        "Nobody answered the theme's statements.",
    ),
    "reason_no_answers_to": ("Ingen har svaret på {items}.", "Nobody answered {items}."),
    "reason_one_item": ("Temaet har kun ét udsagn.", "The theme has only one statement."),
    "reason_no_complete": (
        "Ingen har besvaret alle temaets udsagn.",
        "Nobody answered all the theme's statements.",
    ),
    "reason_few_complete": (
        "Færre end {people} personer har besvaret alle temaets udsagn.",
        "Fewer than {people} people answered all the theme's statements.",
    ),
    "reason_no_variance": (
        "Alle svarer ens, så der er ingen forskelle at regne på.",
        "Everybody answers alike, so there are no differences to compute with.",
    ),
    "reason_same_scores": (
        "Alle har samme resultat på temaet, så der er ingen forskelle at regne på.",
        "Everybody has the same result on the theme, so there are no differences to compute with.",
    ),
    "reason_few_scores": (
        "Færre end {people} personer har besvaret nok af temaets udsagn.",
        "Fewer than {people} people answered enough of the theme's statements.",
    ),
    "reason_few_own": (
        "Færre end {people} personer svarer om en leder, der har en gruppe for sig.",
        "Fewer than {people} people answer about a leader who has a group of her own.",
    ),
    "reason_few_leaders": (
        "Færre end {leaders} ledere har en gruppe for sig.",
        "Fewer than {leaders} leaders have a group of their own.",
    ),
    "reason_few_pairs": (
        "Færre end {people} ledere har både vurderet sig selv og fået svar fra en gruppe for sig.",
        "Fewer than {people} leaders have both rated themselves and been rated by a group of their own.",
    ),
    "reason_few_in_group": (
        "Færre end {group} personer i den ene gruppe har besvaret alle temaets udsagn.",
        "Fewer than {group} people in one of the groups answered all the theme's statements.",
    ),
    "reason_same_over_leaders": (
        "Alle ledere har samme resultat, så der er ingen sammenhæng at regne på.",
        "All leaders have the same result, so there is no connection to compute.",
    ),
    "reason_two_items": (
        "To udsagn er for få til at vise, hvad de måler.",
        "Two statements are too few to show what they measure.",
    ),
    "reason_no_fit": ("Modellen passer ikke til svarene.", "The model does not fit the answers."),
    "reason_did_not_converge": (
        "Modellen passer ikke til svarene.",
        "The model does not fit the answers.",
    ),
    "reason_poor_fit": (
        "Udsagnene måler ikke én ting i begge grupper.",
        "The statements do not measure one thing in both groups.",
    ),
    "reason_loose": (
        "Udsagnene følges for lidt ad i mindst én af grupperne.",
        "The statements go together too little in at least one of the groups.",
    ),
    "a_statement": ("Et udsagn", "A statement"),
    "quoted": ("»{text}«", "“{text}”"),
    "and": ("{first} og {last}", "{first} and {last}"),
    "chart_title": (
        "{statistic} for hvert tema, med 95 %-grænser",
        "{statistic} of each theme, with 95% limits",
    ),
    "methods": ("Sådan er tallene regnet ud", "How the figures are computed"),
    "methods_text": (
        "Ubesvarede udsagn er ikke erstattet. Alfa, lambda 2 og omega bruger personer uden huller i temaet. En persons "
        "resultat på et tema er gennemsnittet af svarene, når mindst {share} % af udsagnene er besvaret. Grænserne for alfa er "
        "Feldts, for omega logit eller bootstrap, for ICC fra F-fordelingen. Alle formler er prøvet mod R: "
        "fagspejl analyse --selftest.",
        "Unanswered statements are not replaced. Alpha, lambda 2 and omega use people without gaps in the theme. A "
        "person's result on a theme is the mean of the answers where at least {share}% of the statements are answered. Limits "
        "are Feldt's for alpha, logit or bootstrap for omega, from the F distribution for ICC. All formulas are checked "
        "against R: fagspejl analyse --selftest.",
    ),
    "footer": (
        "Brug analysen til at udvikle spørgeskemaet og ledelsen, ikke til løn eller ansættelse.",
        "Use the analysis to develop the questionnaire and leadership, not for pay or appointments.",
    ),
}


def say(key: str, language: Language, **facts: object) -> str:
    """Return one sentence with its facts filled in."""
    danish, english = SENTENCES[key]
    return (danish if language == "da" else english).format(**facts)


def series(parts: Sequence[str], language: Language) -> str:
    """Return "a", "a og b" or "a, b og c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("and", language, first=", ".join(parts[:-1]), last=parts[-1])


def number(value: float, language: Language, decimals: int) -> str:
    """Return a number with its decimals, a comma in Danish, and a true minus sign."""
    text = f"{value:.{decimals}f}".replace("-", "−")
    return text.replace(".", ",") if language == "da" else text
