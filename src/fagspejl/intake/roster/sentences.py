"""What is said of each notice about a roster, Danish and English: what is the matter, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ROSTER_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "roster_column_missing": (
        "Filen mangler kolonnen {name}. Tilføj den; felterne i den må gerne være tomme, hvor formatet tillader det.",
        "The file lacks the column {name}. Add it; its cells may be empty where the format allows it.",
    ),
    "roster_no_person": (
        "Feltet er tomt. Skriv personens id, for eksempel medarbejdernummeret. En række med kun en enhed er også i orden.",
        "The cell is empty. Write the person's id, such as the employee number. A row with a unit alone is fine too.",
    ),
    "roster_person_twice": (
        "»{value}« står allerede i række {first}. Behold kun én række for hver person.",
        "“{value}” already stands in row {first}. Keep only one row for each person.",
    ),
    "roster_too_long": (
        "Teksten er længere end {limit} tegn. Skriv den kortere.",
        "The text is longer than {limit} characters. Write it shorter.",
    ),
    "roster_blank_name": (
        "Feltet er tomt. Skriv personens navn.",
        "The cell is empty. Write the person's name.",
    ),
    "roster_blank_unit": (
        "Feltet er tomt. Skriv den enhed, personen hører til.",
        "The cell is empty. Write the unit the person belongs to.",
    ),
    "roster_role": (
        "»{value}« er ikke en rolle. Skriv leder eller medarbejder.",
        "“{value}” is not a role. Write leader or employee.",
    ),
    "roster_language": (
        "»{value}« er ikke et sprog, vi har. Skriv da eller en, eller lad feltet stå tomt.",
        "“{value}” is not a language we have. Write da or en, or leave the cell empty.",
    ),
    "roster_exempt": (
        "»{value}« er hverken ja eller nej. Skriv ja, hvis personen ikke skal være med, eller lad feltet stå tomt.",
        "“{value}” is neither yes nor no. Write yes if the person is to be left out, or leave the cell empty.",
    ),
    "roster_day": (
        "»{value}« er ikke en dato. Skriv den som 2026-03-01, eller lad feltet stå tomt.",
        "“{value}” is not a date. Write it like 2026-03-01, or leave the cell empty.",
    ),
    "roster_unknown_profession": (
        "»{value}« er ikke en faggruppe i spørgeskemaet. Kommandoen fagspejl instrument show faglig-ledelse viser "
        "navnene. De personer får ingen eksempler fra deres fag.",
        "“{value}” is not a professional group of the questionnaire. The command fagspejl instrument show "
        "faglig-ledelse shows the names. These people get no examples from their work.",
    ),
    "roster_unknown_leader": (
        "»{value}« står ikke på deltagerlisten. Ret id'et, eller tilføj en række for lederen.",
        "“{value}” is not on the roster. Correct the id, or add a row for the leader.",
    ),
    "roster_not_a_leader": (
        "»{value}« står som medarbejder i række {first}. Ret rollen dér, eller vælg en anden leder her.",
        "“{value}” stands as employee in row {first}. Correct the role there, or choose another leader here.",
    ),
    "roster_own_leader": (
        "»{value}« er personen selv. Skriv en anden leder, eller lad feltet stå tomt. Ledere svarer altid også om sig selv.",
        "“{value}” is the person itself. Write another leader, or leave the cell empty. Leaders always answer about "
        "themselves too.",
    ),
    "roster_peer_no_leader": (
        "Kun ledere kan svare som sideordnet leder. Ret rollen, eller tøm feltet.",
        "Only leaders can answer as peers. Correct the role, or empty the cell.",
    ),
    "roster_two_roles": (
        "»{rater}« skulle svare om »{leader}« i to roller på én gang. Vælg den ene: kolonnen leder eller sideordnet til, "
        "og lad ikke to være hinandens leder.",
        "“{rater}” would answer about “{leader}” in two roles at once. Choose one: the column leader or peer_of, and let "
        "no two be each other's leader.",
    ),
    "roster_address": (
        "»{value}« er ikke en e-mailadresse. Ret den, eller lad feltet stå tomt og vælg brev.",
        "“{value}” is not an e-mail address. Correct it, or leave the cell empty and send a letter.",
    ),
    "roster_shared_address": (
        "»{value}« er også adressen i række {first}. Giv hver person sin egen adresse, eller lad feltet stå tomt og vælg "
        "brev.",
        "“{value}” is also the address in row {first}. Give each person an address of their own, or leave the cell empty "
        "and send a letter.",
    ),
    "roster_addresses_tidied": (
        "Adresser med mellemrum eller store bogstaver er læst uden. Antal: {count}. Række: {rows}.",
        "Addresses with spaces or capitals were read without them. Number: {count}. Row: {rows}.",
    ),
    "roster_letters": (
        "Personer uden e-mailadresse får brev. Antal: {count}. Række: {rows}.",
        "People without an e-mail address get a letter. Number: {count}. Row: {rows}.",
    ),
    "roster_lookalike_domain": (
        "Domænet »{value}« ligner »{other}«. Adresser med det: {count}. Er det rigtigt?",
        "The domain “{value}” looks like “{other}”. Addresses that have it: {count}. Is it right?",
    ),
    "roster_foreign_letters_domain": (
        "Domænet »{value}« står for andre bogstaver, end det viser. Er det rigtigt?",
        "The domain “{value}” stands for other letters than it shows. Is it right?",
    ),
    "roster_leads_nobody": (
        "»{value}« står som leder, men er ikke leder for nogen på listen. Er det rigtigt?",
        "“{value}” stands as leader but leads nobody on the list. Is it right?",
    ),
    "roster_same_name": (
        "»{value}« står også i række {first} med samme enhed og et andet id. Er det to personer?",
        "“{value}” also stands in row {first} with the same unit and another id. Are they two people?",
    ),
    "roster_rates_nobody": (
        "Medarbejdere uden leder bliver ikke spurgt om nogen. Antal: {count}. Række: {rows}.",
        "Employees without a leader are asked about nobody. Number: {count}. Row: {rows}.",
    ),
}
