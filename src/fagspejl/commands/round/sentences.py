"""What `fagspejl round` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.commands.console import pasteable
from fagspejl.commands.file_sentences import grouped, plain
from fagspejl.lib.language import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    # what was done
    "created": (
        "Kladden til »{title}« er lavet. Den har id {round}. Se den efter, og åbn den med: fagspejl round open {round}",
        "The draft of “{title}” is made. Its id is {round}. Check it, and open it with: fagspejl round open {round}",
    ),
    "would_ask": (
        "{people} personer bliver spurgt om {leaders} ledere, i alt {count} gange:",
        "{people} people are asked about {leaders} leaders, {count} times in all:",
    ),
    "left_out": (
        "{count} bliver ikke spurgt, fordi de er fritaget eller for nye.",
        "{count} are not asked, because they are exempt or too new.",
    ),
    "ready": (
        "Runden kan åbnes. Intet er ændret.",
        "The round can be opened. Nothing was changed.",
    ),
    "opening": ("Laver links", "Making links"),
    "opened": (
        "Runden er åben. {count} links står klar. Send dem med: fagspejl round invite {round}",
        "The round is open. {count} links stand ready. Send them with: fagspejl round invite {round}",
    ),
    "key_places": (
        "Rundens nøgle ligger i {folder} og i {escrow}. Uden den kan ingen svar gøres op. Tag ikke sikkerhedskopi af "
        "nøglen sammen med data.",
        "The round's key lies in {folder} and in {escrow}. Without it no answer can be counted. Never back the key up "
        "together with the data.",
    ),
    "queued": (
        "{what} står klar til alle, der bliver spurgt ({people}). Den bliver sendt af: fagspejl worker",
        "{what} stands ready for everybody asked ({people}). It is sent by: fagspejl worker",
    ),
    "by_letter": (
        "Uden e-mailadresse, så de får ingen mail: {count}. Lav breve til dem med: fagspejl round invite {round} --letters "
        "breve.pdf",
        "Without an e-mail address, so no mail reaches them: {count}. Make letters with: fagspejl round invite {round} "
        "--letters letters.pdf",
    ),
    "links_here": (
        "Links i mails og breve begynder nu med {address} og virker kun på denne maskine. Sæt FAGSPEJL_BASE_URL til den "
        "adresse, folk bruger, også dér, hvor worker kører, før nogen får dem.",
        "Links in mails and letters now begin with {address} and work on this machine only. Set FAGSPEJL_BASE_URL to the "
        "address people use, for the worker too, before anybody gets them.",
    ),
    "queued_again": (
        "{what} var der i forvejen. Den bliver ikke sendt to gange.",
        "{what} was there already. It is not sent twice.",
    ),
    "invite": ("Invitationen", "The invitation"),
    "remind": ("Påmindelse {number}", "Reminder {number}"),
    "extend": ("Besked {number} om ny frist", "Notice {number} of the new deadline"),
    "cancel": ("Besked om aflysning", "Notice of cancellation"),
    "reissue": ("Nyt link {number}", "New link {number}"),
    "sending": ("Sender", "Sending"),
    "sent": ("Sendt nu: {count}.", "Sent now: {count}."),
    "finished": ("Alle er færdige.", "Everybody is done."),
    "again_at": (
        "Resten venter til {at}. Worker går selv videre.",
        "The rest waits until {at}. The worker goes on by itself.",
    ),
    "unreachable": (
        "Mailserveren svarer ikke ({said}). Se efter, om FAGSPEJL_SMTP er rigtig. Mailen bliver stående og kan sendes med: "
        "fagspejl worker",
        "The mail server does not answer ({said}). See whether FAGSPEJL_SMTP is right. The mail keeps, and can be sent with: "
        "fagspejl worker",
    ),
    "halted": (
        "Udsendelsen er stoppet: {reason}. Ret det, og gå videre med: fagspejl round resume {round}",
        "Sending has stopped: {reason}. Put it right and go on with: fagspejl round resume {round}",
    ),
    "stopped": (
        "Stoppet. Gå videre med: fagspejl round resume {round}",
        "Stopped. Go on with: fagspejl round resume {round}",
    ),
    "stopped_by": ("stoppet af {name}", "stopped by {name}"),
    "nothing_to_stop": ("Der er ingen udsendelse i gang.", "No sending is under way."),
    "resumed": ("Udsendelsen går videre.", "Sending goes on."),
    "letters": (
        "Brevene ligger i {file}. Antal: {people}. Den, der har filen, kan svare i deres sted: Slet den, når den er printet.",
        "The letters are in {file}. Number: {people}. Whoever has the file can answer in their place: delete it once printed.",
    ),
    "writing_letters": ("Skriver breve", "Writing letters"),
    "extended": ("Ny frist: {deadline}.", "New deadline: {deadline}."),
    "ask_cancel": (
        "»{title}« bliver aflyst, og alle svar bliver slettet ulæst. Det kan ikke fortrydes. Fortsæt?",
        "“{title}” will be cancelled and all answers deleted unread. This cannot be undone. Go on?",
    ),
    "ask_drop": (
        "Kladden til »{title}« bliver slettet. Fortsæt?",
        "The draft of “{title}” will be deleted. Go on?",
    ),
    "dropped": ("Kladden er slettet.", "The draft is deleted."),
    "cancelled": (
        "Runden er aflyst. Svarene er slettet ulæst, og nøglerne er væk.",
        "The round is cancelled. The answers are deleted unread and the keys are gone.",
    ),
    "new_link": (
        "{name} har fået et nyt link til at svare om {leader}. Det gamle virker ikke længere.",
        "{name} has a new link for answering about {leader}. The old one no longer works.",
    ),
    "new_link_mail": (
        "Mailen med linket står klar. Den bliver sendt af: fagspejl worker",
        "The mail with the link stands ready. It is sent by: fagspejl worker",
    ),
    "ask_revoke": (
        "{name} bliver ikke længere spurgt om: {leaders}. Linket dør, og et eventuelt svar tæller ikke med. Det kan ikke "
        "fortrydes. Fortsæt?",
        "{name} will no longer be asked about: {leaders}. The link dies, and an answer, if there is one, does not count. "
        "This cannot be undone. Go on?",
    ),
    "link_revoked": (
        "{name} bliver ikke længere spurgt om {leader}.",
        "{name} is no longer asked about {leader}.",
    ),
    "offline_escrow": (
        "Husk også at slette den kopi af nøglen, som en person har.",
        "Remember to destroy the copy of the key that a person holds, too.",
    ),
    "copy_unconfirmed": (
        "Kopien af nøglen er endnu ikke bekræftet slettet. Når den, der har kopien, har bekræftet det, så skriv: "
        "fagspejl round escrow-destroyed {round}",
        "The copy of the key is not yet confirmed as destroyed. When its holder has confirmed that, type: "
        "fagspejl round escrow-destroyed {round}",
    ),
    "copy_waits": (
        "Uden den bekræftelse kan rapporterne først offentliggøres {until:%d.%m.%Y}.",
        "Without that confirmation reports can be published on {until:%Y-%m-%d} at the earliest.",
    ),
    "copy_confirmed": (
        "Den, der havde kopien af nøglen, har bekræftet, at den er slettet ({day:%d.%m.%Y}).",
        "The holder of the copy of the key has confirmed that it is destroyed ({day:%Y-%m-%d}).",
    ),
    "copy_confirmed_now": (
        "Det er skrevet ned, at kopien af nøglen er bekræftet slettet {day:%d.%m.%Y}.",
        "It is written down that the copy of the key was confirmed as destroyed on {day:%Y-%m-%d}.",
    ),
    "copy_confirmed_before": (
        "Kopien af nøglen blev bekræftet slettet {day:%d.%m.%Y}. Intet er ændret.",
        "The copy of the key was confirmed as destroyed on {day:%Y-%m-%d}. Nothing was changed.",
    ),
    "open_next": (
        "Åbn den med: fagspejl round open {round}",
        "Open it with: fagspejl round open {round}",
    ),
    "promised_k": (
        "Bag hvert tal står mindst {k} personer.",
        "At least {k} people stand behind every figure.",
    ),
    "promised_reports": ("Rapporten læses af {readers}.", "The report is read by {readers}."),
    "promised_comments": (
        "Kommentarer læses af {readers}, når mindst {k} har svaret.",
        "Comments are read by {readers} when at least {k} have answered.",
    ),
    "promised_no_comments": ("Der bliver ikke spurgt efter kommentarer.", "Nobody is asked for comments."),
    "promised_silent": (
        "Påmindelser går kun til dem, der ikke har svaret.",
        "Reminders go only to those who have not answered.",
    ),
    "promised_everyone": ("Påmindelser går til alle.", "Reminders go to everybody."),
    "promised_drafts": (
        "Man kan gå fra en kladde og komme tilbage til den.",
        "People can leave a draft and return to it.",
    ),
    "promised_no_drafts": ("En kladde bliver aldrig vist igen.", "A draft is never shown again."),
    "promised_languages": ("Sprog: {names}.", "Languages: {names}."),
    "leader": ("lederen", "the leader"),
    "superior": ("lederens leder", "the leader's own leader"),
    "and": ("{first} og {last}", "{first} and {last}"),
    "publish_next": (
        "Offentliggør med: fagspejl round publish {round}",
        "Publish with: fagspejl round publish {round}",
    ),
    # status
    "no_rounds": ("Der er ingen runder endnu.", "There are no rounds yet."),
    "line": ("{round}  {state}  {title}, frist {deadline}", "{round}  {state}  {title}, deadline {deadline}"),
    "head": ("{title} ({state}), frist {deadline}", "{title} ({state}), deadline {deadline}"),
    "asked": (
        "{people} personer bliver spurgt om {leaders} ledere.",
        "{people} people are asked about {leaders} leaders.",
    ),
    "asked_letters": (
        "{people} personer bliver spurgt om {leaders} ledere; {letters} af dem får brev.",
        "{people} people are asked about {leaders} leaders; {letters} of them by letter.",
    ),
    "were_asked": (
        "{people} personer blev spurgt om {leaders} ledere.",
        "{people} people were asked about {leaders} leaders.",
    ),
    "were_asked_letters": (
        "{people} personer blev spurgt om {leaders} ledere; {letters} af dem uden e-mailadresse.",
        "{people} people were asked about {leaders} leaders; {letters} of them without an e-mail address.",
    ),
    "revoked": ("{count} links er trukket tilbage.", "{count} links are revoked."),
    "mailing_done": ("{what}: færdig", "{what}: done"),
    "mailing_going": ("{what}: i gang", "{what}: under way"),
    "mailing_halted": ("{what}: stoppet ({reason})", "{what}: stopped ({reason})"),
    "rates": (
        "Svarprocent natten til {night}, kun for enheder, hvor mange nok har svaret:",
        "Response rates on the night to {night}, only for units where enough have answered:",
    ),
    "rates_none": (
        "Svarprocenter bliver gjort op om natten. Der er ingen endnu.",
        "Response rates are worked out at night. There are none yet.",
    ),
    "rate": ("{unit}: mindst {percent} %", "{unit}: at least {percent} %"),
    "rate_top": ("{unit}: {percent} % eller mere", "{unit}: {percent} % or more"),
    "rate_not": ("{unit}: vises ikke", "{unit}: not shown"),
    "addresses": (
        "Adresser, som mailserveren ikke tager imod:",
        "Addresses that the mail server does not take:",
    ),
    "address": ("{name}, {unit}: {email} ({said})", "{name}, {unit}: {email} ({said})"),
    # what cannot be done
    "unknown_round": (
        "Ingen eller flere runder svarer til »{given}«. Se dem med: fagspejl round status",
        "No round, or more than one, fits “{given}”. See them with: fagspejl round status",
    ),
    "wrong_state": (
        "Rundens tilstand er »{state}«, så det kan ikke lade sig gøre.",
        "The state of the round is “{state}”, so this cannot be done.",
    ),
    "not_ready": ("Runden kan ikke åbnes endnu:", "The round cannot be opened yet:"),
    "roster_empty": (
        "Ingen på deltagerlisten bliver spurgt om nogen. Tag listen ind med: fagspejl roster import FIL --apply",
        "Nobody on the roster is asked about anybody. Take it in with: fagspejl roster import FILE --apply",
    ),
    "deadline_unready": (
        "Fristen er for tæt på. Den skal være {earliest} eller senere. Flyt den med: fagspejl round extend",
        "The deadline is too near. It must be {earliest} or later. Move it with: fagspejl round extend",
    ),
    "instrument_changed": (
        "Spørgeskemaet {name} er ændret, siden kladden blev lavet. Lav en ny kladde.",
        "The questionnaire {name} was changed since the draft was made. Make a new draft.",
    ),
    "not_asked": (
        "Spørgeskemaet har ingen spørgsmål til: {names}.",
        "The questionnaire has no questions for: {names}.",
    ),
    "words_missing": (
        "Spørgeskemaet mangler ord {count} steder. Se dem med: fagspejl instrument check --complete",
        "The questionnaire lacks words in {count} places. See them with: fagspejl instrument check --complete",
    ),
    "too_soon": (
        "{count} ledere er med i »{title}«, som ligger mindre end {days} dage tilbage: {names}.",
        "{count} leaders are in “{title}”, which lies less than {days} days back: {names}.",
    ),
    "people_look_alike": (
        "{count} personer har et id, der ligner en andens: {names}. Ret listen, og tag den ind igen: fagspejl roster import",
        "{count} people have an id that looks like another's: {names}. Correct the roster, and take it in again: fagspejl roster import",
    ),
    "superiors_among_raters": (
        "{count} ledere ville få svar fra sig selv eller en leder over dem blandt medarbejdere, underordnede eller sideordnede ledere: {names}. Ret listen, og tag den ind igen: fagspejl roster import",
        "{count} leaders would be answered about by themselves or a leader above them, among employees, subordinate leaders or peers: {names}. Correct the roster, and take it in again: fagspejl roster import",
    ),
    "escrow_missing": (
        "Nøglen skal have en kopi et andet sted. Peg på mappen med --escrow, for eksempel et USB-stik.",
        "The key needs a copy elsewhere. Name the folder with --escrow, such as a memory stick.",
    ),
    "escrow_inside": (
        "Kopien af nøglen må ikke ligge i {folder}. Vælg en anden mappe med --escrow.",
        "The copy of the key must not lie in {folder}. Choose another folder with --escrow.",
    ),
    "twice": (
        "{wall} findes to gange, fordi uret stilles tilbage. Vælg et andet klokkeslæt.",
        "{wall} happens twice, because the clocks go back. Choose another time.",
    ),
    "never": (
        "{wall} findes ikke, fordi uret stilles frem. Vælg et andet klokkeslæt.",
        "{wall} never happens, because the clocks go forward. Choose another time.",
    ),
    "too_near": (
        "Fristen skal være {earliest} eller senere, så alle har mindst et døgn.",
        "The deadline must be {earliest} or later, so that everybody has at least a day.",
    ),
    "not_later": (
        "Fristen er {deadline}. Den kan kun flyttes til et senere tidspunkt.",
        "The deadline is {deadline}. It can only be moved later.",
    ),
    "invitation_going": (
        "Invitationen er ikke sendt til alle endnu, og påmindelsen går ud lige efter den. Er det for tidligt, så stop begge "
        "med: fagspejl round halt {round}",
        "The invitation has not gone to everybody yet, and the reminder follows right after it. If that is too early, stop "
        "both with: fagspejl round halt {round}",
    ),
    "not_invited": (
        "Der er ikke sendt nogen invitation endnu. Send den med: fagspejl round invite {round}",
        "No invitation was sent yet. Send it with: fagspejl round invite {round}",
    ),
    "no_letters": (
        "Alle har en e-mailadresse, så der er ingen breve at skrive. Brev til alle: --letters-for all",
        "Everybody has an e-mail address, so there are no letters to write. Letters to all: --letters-for all",
    ),
    "person_unknown": (
        "Ingen eller flere af dem, der bliver spurgt, svarer til »{given}«. Skriv id'et eller e-mailadressen fra "
        "deltagerlisten.",
        "Nobody who is asked, or more than one, fits “{given}”. Give the id or the e-mail address of the roster.",
    ),
    "leader_unknown": (
        "Personen bliver ikke spurgt om nogen, eller om flere, der svarer til »{given}«. Skriv id'et fra deltagerlisten.",
        "The person is asked about nobody, or about more than one, who fits “{given}”. Give the id of the roster.",
    ),
    "no_address": (
        "{name} har ingen e-mailadresse. Skriv et brev i stedet med: --letters FIL. Intet er ændret.",
        "{name} has no e-mail address. Write a letter instead with: --letters FILE. Nothing was changed.",
    ),
    "letters_exist": (
        "{file} findes i forvejen. Vælg et andet navn, eller slet den.",
        "{file} exists already. Choose another name, or delete it.",
    ),
    "policy": ("Det løfte hænger ikke sammen: {fact}.", "This promise contradicts itself: {fact}."),
    "key_missing": (
        "Rundens nøgle findes ikke i {folder}. Hent den tilbage fra den anden kopi.",
        "The round's key is not in {folder}. Bring it back from the second copy.",
    ),
    "key_wrong": (
        "{file} i {folder} er ikke rundens nøgle, eller den er beskadiget. Intet er ændret.",
        "{file} in {folder} is not the round's key, or it is damaged. Nothing was changed.",
    ),
    "key_destroyed": (
        "Rundens nøgle er slettet. Runden kan ikke åbnes igen.",
        "The round's key was destroyed. The round can never be opened again.",
    ),
    "no_copy_outside": (
        "Ingen person har en kopi af denne rundes nøgle. Den kopi, der er, bliver slettet sammen med nøglen.",
        "No person keeps a copy of this round's key. The copy there is gets destroyed together with the key.",
    ),
    "key_not_destroyed": (
        "Rundens egen nøgle er ikke slettet endnu, så kopien skal ikke slettes. Luk først runden med: "
        "fagspejl round close {round}",
        "The round's own key is not destroyed yet, so the copy must be kept. First close the round with: "
        "fagspejl round close {round}",
    ),
    "mail_limit": (
        "{name} skal være et tal over 0 eller none. Der står {value}.",
        "{name} must be a number above 0, or none. It says {value}.",
    ),
}
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "draft": ("kladde", "draft"),
    "open": ("åben", "open"),
    "closing": ("ved at blive lukket", "closing"),
    "sealed": ("gjort op", "sealed"),
    "keys_gone": ("lukket", "closed"),
    "published": ("offentliggjort", "published"),
    "cancelled": ("aflyst", "cancelled"),
}


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return one sentence; numbers have their thousands apart, and nothing in it can disturb a terminal."""
    shown = {name: grouped(fact, language) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return plain(pasteable(_SENTENCES[key][language == "en"]).format(**shown))


def state_name(state: str, language: Language) -> str:
    """Return what a state is called."""
    return STATES[state][language == "en"]
