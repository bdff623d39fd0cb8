"""What is said of each notice, Danish and English: what is the matter, and what to do now.

The place (file, row, column) is put before it by `words.sentence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.intake.roster.sentences import ROSTER_SENTENCES

FILE_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "file_missing": (
        "Filen findes ikke. Se efter, om navn og mappe er rigtige.",
        "The file does not exist. Check its name and folder.",
    ),
    "not_a_file": (
        "Det er ikke en fil. Angiv en CSV- eller XLSX-fil.",
        "This is not a file. Give a CSV or XLSX file.",
    ),
    "file_unreadable": (
        "Filen kan ikke åbnes. Se efter, om du har adgang til den, og om den er åben i et andet program.",
        "The file cannot be opened. Check that you may read it, and that no other program holds it.",
    ),
    "empty_file": (
        "Filen er tom. Eksportér den igen, og se efter, at der står noget i den.",
        "The file is empty. Export it again and check that it has content.",
    ),
    "header_only": (
        "Der er overskrifter, men ingen rækker under dem. Eksportér filen igen.",
        "There are headings but no rows below them. Export the file again.",
    ),
    "no_answers": (
        "Ingen række har et svar eller en kommentar. Eksportér filen igen, og se efter, at svarene er med.",
        "No row holds an answer or a comment. Export the file again and check that the answers are in it.",
    ),
    "file_too_large": (
        "Filen fylder {size} MB, og grænsen er {limit} MB. Fjern kolonner, der ikke bruges, eller gem et regneark "
        "som CSV.",
        "The file holds {size} MB and the limit is {limit} MB. Remove columns that are not used, or save a workbook "
        "as CSV.",
    ),
    "too_many_rows": (
        "Filen har flere end {limit} rækker. Gem et regneark som CSV, eller del svarene op på flere runder.",
        "The file has more than {limit} rows. Save a workbook as CSV, or split the answers into several rounds.",
    ),
    "too_many_columns": (
        "Filen har {count} kolonner, og grænsen er {limit}. Fjern dem, der ikke bruges.",
        "The file has {count} columns and the limit is {limit}. Remove those that are not used.",
    ),
    "wrong_encoding": (
        "Teksten kan ikke læses nær linje {line}, fordi tegnsættet er ukendt. Gem filen igen som CSV UTF-8.",
        "The text cannot be read near line {line}: its encoding is unknown. Save the file again as CSV UTF-8.",
    ),
    "mixed_encoding": (
        "Filen blander to tegnsæt, første gang nær linje {line}, så nogle æ, ø og å ville blive forkerte. Eksportér "
        "den igen, og vælg UTF-8.",
        "The file mixes two encodings, first near line {line}, so some letters would come out wrong. Export it "
        "again and choose UTF-8.",
    ),
    "nul_bytes": (
        "Nær linje {line} står tegn, der ikke hører til i tekst. Gem filen igen som CSV UTF-8.",
        "Near line {line} there are characters that do not belong in text. Save the file again as CSV UTF-8.",
    ),
    "guessed_encoding": (
        "Filen er ikke gemt som UTF-8 og er læst som Windows-1252. Se efter, om æ, ø og å er rigtige i rapporterne.",
        "The file is not saved as UTF-8 and was read as Windows-1252. Check that special letters are right in the "
        "reports.",
    ),
    "broken_quotes": (
        "Et anførselstegn bliver ikke lukket, eller der står tekst efter det. Ret det, og skriv et anførselstegn "
        "inde i en tekst som to.",
        "A quotation mark is not closed, or text follows it. Correct it, and write a quotation mark inside a text "
        "as two.",
    ),
    "cell_too_long": (
        "Et felt er længere end 131.072 tegn, som regel fordi et anførselstegn ikke bliver lukket. Ret rækken.",
        "A cell is longer than 131,072 characters, most often because a quotation mark is not closed. Correct the "
        "row.",
    ),
    "ragged_row": (
        "Rækken har {cells} felter, men der er {columns} overskrifter. Se efter, om et skilletegn mangler, eller om "
        "en tekst med skilletegn skal i anførselstegn.",
        "The row has {cells} cells but there are {columns} headings. Check for a missing delimiter, or for a text "
        "with a delimiter that needs quotation marks.",
    ),
    "other_workbook": (
        "Denne slags regneark kan ikke læses. Gem det som XLSX uden adgangskode, eller som CSV.",
        "This kind of workbook cannot be read. Save it as XLSX without a password, or as CSV.",
    ),
    "other_file": (
        "Kun CSV- og XLSX-filer kan læses. Åbn tabellen i et regnearksprogram, og gem den som en af dem.",
        "Only CSV and XLSX files can be read. Open the table in a spreadsheet program and save it as one of them.",
    ),
    "wrong_signature": (
        "Indholdet passer ikke til filens navn. Gem den igen som XLSX eller CSV.",
        "The content does not fit the file's name. Save it again as XLSX or CSV.",
    ),
    "broken_workbook": (
        "Regnearket er beskadiget. Åbn det i et regnearksprogram, og gem det igen som XLSX.",
        "The workbook is damaged. Open it in a spreadsheet program and save it again as XLSX.",
    ),
    "unpacks_too_large": (
        "Regnearket fylder {size} MB, når det pakkes ud, og grænsen er {limit} MB. Gem det som CSV.",
        "The workbook holds {size} MB when unpacked and the limit is {limit} MB. Save it as CSV.",
    ),
    "packed_too_tightly": (
        "Regnearket er pakket tættere end {limit} til 1 og åbnes derfor ikke. Gem det som CSV.",
        "The workbook is packed tighter than {limit} to 1 and is therefore not opened. Save it as CSV.",
    ),
    "dtd": (
        "Regnearket har definitioner, som almindelige regneark ikke har, og åbnes derfor ikke. Åbn det i et "
        "regnearksprogram, og gem det igen som XLSX.",
        "The workbook holds definitions that ordinary workbooks do not have, and is therefore not opened. Open it in "
        "a spreadsheet program and save it again as XLSX.",
    ),
    "macros": (
        "Regnearket har makroer og åbnes derfor ikke. Gem det som almindelig XLSX eller som CSV.",
        "The workbook has macros and is therefore not opened. Save it as plain XLSX or as CSV.",
    ),
    "external_links": (
        "Regnearket henter værdier fra andre filer og åbnes derfor ikke. Indsæt værdierne i stedet, eller gem det "
        "som CSV.",
        "The workbook takes values from other files and is therefore not opened. Paste the values instead, or save "
        "it as CSV.",
    ),
    "other_sheets": (
        "Kun arket »{sheet}« er læst. Disse ark er ikke læst: {names}.",
        "Only the sheet “{sheet}” was read. These sheets were not read: {names}.",
    ),
}

COLUMN_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_column": (
        "Kolonnen er ukendt. Ret overskriften, fjern kolonnen, eller nævn den under [ignore] i en oversættelsesfil "
        "(--mapping).",
        "The column is unknown. Correct its heading, remove the column, or list it under [ignore] in a mapping file "
        "(--mapping).",
    ),
    "foreign_item": (
        "Udsagnet hører til et andet spørgeskema, {instrument}. Lav én fil til hvert spørgeskema, eller fjern "
        "kolonnen.",
        "The statement belongs to another instrument, {instrument}. Make one file for each instrument, or remove the "
        "column.",
    ),
    "duplicate_column": (
        "Kolonnen »{first}« er allerede læst som {name}. Behold kun den ene af dem.",
        "The column “{first}” is already read as {name}. Keep only one of them.",
    ),
    "nameless_column": (
        "Kolonne nummer {number} har indhold, men ingen overskrift. Skriv en overskrift, eller tøm kolonnen.",
        "Column number {number} has content but no heading. Give it a heading, or empty the column.",
    ),
    "missing_column": (
        "Filen mangler kolonnen {name}. Tilføj den, eller skriv under [{table}] i en oversættelsesfil (--mapping), "
        "hvad den hedder her.",
        "The file lacks the column {name}. Add it, or say under [{table}] in a mapping file (--mapping) what it is "
        "called here.",
    ),
    "missing_perspective": (
        "Filen mangler kolonnen perspective, så ingen kan se, hvem der svarer. Tilføj den. Er alle svar fra "
        'medarbejdere, så skriv perspective = "employee" under [constants] i en oversættelsesfil (--mapping).',
        "The file lacks the column perspective, so nobody can tell who answers. Add it. If all answers are from "
        'employees, write perspective = "employee" under [constants] in a mapping file (--mapping).',
    ),
    "constant_and_column": (
        "Både denne kolonne og [constants] i {mapping} siger, hvem der svarer. Fjern linjen under [constants], eller "
        "nævn kolonnen under [ignore].",
        "Both this column and [constants] in {mapping} say who answers. Remove the line under [constants], or list "
        "the column under [ignore].",
    ),
    "no_items": (
        "Ingen kolonne er et udsagn i spørgeskemaet ({names}). Ret overskrifterne, eller skriv under [columns] i en "
        "oversættelsesfil (--mapping), hvad de hedder her.",
        "No column is a statement of the instrument ({names}). Correct the headings, or say under [columns] in a "
        "mapping file (--mapping) what they are called here.",
    ),
    "items_not_asked": (
        "Der er ingen kolonne til {names}. Rapporterne regner dem for ikke stillet.",
        "There is no column for {names}. The reports take them as not asked.",
    ),
    "columns_left_out": (
        "Kolonner, der ikke bruges: {names}.",
        "Columns that are not used: {names}.",
    ),
    "mapped_column_missing": (
        "Filen har ikke den kolonne, som {mapping} kalder {name}. Ret navnet i {mapping}.",
        "The file does not have the column that {mapping} calls {name}. Correct the name in {mapping}.",
    ),
}

ROW_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_value": (
        "»{value}« er ikke et svar. Skriv et helt tal fra {lo} til {hi}, ved_ikke eller oensker_ikke, eller lad "
        "feltet stå tomt.",
        "“{value}” is not an answer. Write a whole number from {lo} to {hi}, ved_ikke or oensker_ikke, or leave the "
        "cell empty.",
    ),
    "out_of_scale": (
        "»{value}« ligger uden for skalaen. Skriv et helt tal fra {lo} til {hi}, eller lad feltet stå tomt.",
        "“{value}” is outside the scale. Write a whole number from {lo} to {hi}, or leave the cell empty.",
    ),
    "formula": (
        "Feltet er en formel. Indsæt værdien i stedet.",
        "The cell is a formula. Paste its value instead.",
    ),
    "blank_leader": (
        "Feltet er tomt. Skriv, hvilken leder svaret handler om.",
        "The cell is empty. Write which leader the answer is about.",
    ),
    "unknown_leader": (
        "»{value}« står ikke i lederfilen. Ret alle rækker med den leder, eller tilføj lederen i lederfilen.",
        "“{value}” is not in the leaders file. Correct every row with that leader, or add the leader to the leaders "
        "file.",
    ),
    "blank_perspective": (
        "Feltet er tomt. Skriv medarbejder, underordnet leder, selv, overordnet leder eller sideordnet leder.",
        "The cell is empty. Write employee, subordinate_leader, self, superior or peer.",
    ),
    "unknown_perspective": (
        "»{value}« er ikke et perspektiv. Skriv medarbejder, underordnet leder, selv, overordnet leder eller "
        "sideordnet leder.",
        "“{value}” is not a perspective. Write employee, subordinate_leader, self, superior or peer.",
    ),
    "blank_person": (
        "Feltet er tomt. Giv hver person et pseudonym i alle rækker, eller fjern kolonnen.",
        "The cell is empty. Give each person a pseudonym in every row, or remove the column.",
    ),
    "duplicate_person": (
        "Samme person har allerede svaret om lederen »{value}« i række {first}. Behold kun den ene række.",
        "The same person has already answered about the leader “{value}” in row {first}. Keep only one of the rows.",
    ),
    "person_in_two_groups": (
        "Samme person svarer om lederen »{value}« både som medarbejder og som underordnet leder, her og i række "
        "{first}. Behold kun den ene række, eller vis grupperne hver for sig (--separate-subordinate-leaders).",
        "The same person answers about the leader “{value}” both as employee and as subordinate leader, here and in "
        "row {first}. Keep only one of the rows, or keep the groups apart (--separate-subordinate-leaders).",
    ),
    "two_self_rows": (
        "Lederen »{value}« har allerede svaret om sig selv i række {first}. Behold kun den ene række.",
        "The leader “{value}” has already answered about himself or herself in row {first}. Keep only one of the "
        "rows.",
    ),
    "not_asked_of_perspective": (
        "Udsagnet stilles ikke til {perspective}, men her er et svar. Rækker med svar: {count}. Ret perspektivet, "
        "eller tøm felterne.",
        "The statement is not asked of {perspective}, but here is an answer. Rows with answers: {count}. Correct the "
        "perspective, or empty the cells.",
    ),
    "rows_without_answers": (
        "Rækker uden svar og kommentarer er udeladt. Antal: {count}. Række: {rows}.",
        "Rows without answers and comments were left out. Number: {count}. Row: {rows}.",
    ),
    "more_answers_than_invited": (
        "»{value}« har {count} svar fra {perspective}, men kun {invited} inviteret. Ret tallet, eller fjern de svar, "
        "der ikke hører til.",
        "“{value}” has {count} answers from {perspective}, but only {invited} invited. Correct the number, or remove "
        "the answers that do not belong.",
    ),
    "invited_unknown": (
        "Kolonnen mangler, så rapporterne kan ikke sige, hvor mange {perspective} der blev inviteret.",
        "The column is missing, so the reports cannot say how many {perspective} were invited.",
    ),
    "no_leaders": (
        "Filen nævner ingen ledere. Skriv mindst én leder.",
        "The file names no leaders. Write at least one leader.",
    ),
    "row_without_leader": (
        "Rækken har hverken leder eller enhed. Skriv en af dem, eller fjern rækken.",
        "The row has neither leader nor unit. Write one of them, or remove the row.",
    ),
    "duplicate_leader": (
        "»{value}« står allerede i række {first}. Behold kun én række for hver leder.",
        "“{value}” already stands in row {first}. Keep only one row for each leader.",
    ),
    "blank_unit": (
        "Lederen »{value}« mangler en enhed. Skriv den enhed, lederen hører til.",
        "The leader “{value}” lacks a unit. Write the unit the leader belongs to.",
    ),
    "unit_name_conflict": (
        "Enheden »{unit}« hedder »{value}« her, men »{other}« længere oppe. Giv den ét navn.",
        "The unit “{unit}” is called “{value}” here, but “{other}” further up. Give it one name.",
    ),
    "unit_parent_conflict": (
        "Enheden »{unit}« hører under »{value}« her, men under »{other}« længere oppe. Vælg den ene.",
        "The unit “{unit}” belongs under “{value}” here, but under “{other}” further up. Choose one of them.",
    ),
    "units_only_above": (
        "Disse enheder er kun nævnt som overordnet enhed: {names}. Se efter, om de er stavet som i resten af filen.",
        "These units are only named as parent units: {names}. Check that they are spelled as in the rest of the file.",
    ),
    "bad_count": (
        "»{value}« er ikke et antal. Skriv et helt tal, eller lad feltet stå tomt.",
        "“{value}” is not a number of people. Write a whole number, or leave the cell empty.",
    ),
    "unit_cycle": (
        "Enhederne går i ring: {cycle}. Ret den overordnede enhed for en af dem.",
        "The units go in a circle: {cycle}. Correct the parent unit of one of them.",
    ),
}

MAPPING_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "mapping_too_large": (
        "Oversættelsesfilen fylder mere end {limit} MB. Se efter, om det er den rigtige fil.",
        "The mapping file holds more than {limit} MB. Check that it is the right file.",
    ),
    "mapping_encoding": (
        "Oversættelsesfilen er ikke gemt som UTF-8. Gem den igen, og vælg UTF-8.",
        "The mapping file is not saved as UTF-8. Save it again and choose UTF-8.",
    ),
    "mapping_syntax": (
        'Linjen er ikke gyldig TOML. Skriv navn = "værdi", og sæt anførselstegn om navne med mellemrum.',
        'The line is not valid TOML. Write name = "value", with quotation marks around names with spaces.',
    ),
    "mapping_unknown_key": (
        "Nøglen er ukendt. Brug en af disse: {names}.",
        "The key is unknown. Use one of these: {names}.",
    ),
    "mapping_not_a_table": (
        "Her skal stå en tabel. Skriv navnet i kantede parenteser på sin egen linje.",
        "This must be a table. Write its name in square brackets on a line of its own.",
    ),
    "mapping_not_text": (
        "Værdien skal være tekst i anførselstegn. Ret den.",
        "The value must be text in quotation marks. Correct it.",
    ),
    "mapping_not_a_list": (
        'Værdien skal være en liste af overskrifter, for eksempel ["Dato", "Sprog"]. Ret den.',
        'The value must be a list of headings, such as ["Date", "Language"]. Correct it.',
    ),
    "mapping_unknown_column": (
        "Spørgeskemaet har ingen kolonne med det navn. Brug en af disse: {names}.",
        "The instrument has no column of that name. Use one of these: {names}.",
    ),
    "mapping_used_twice": (
        "Kolonnen »{value}« er allerede brugt til en anden. Ret en af dem.",
        "The column “{value}” is already used for another. Correct one of them.",
    ),
    "mapping_value": (
        "»{value}« er hverken et svar eller et perspektiv. Skriv et helt tal fra {lo} til {hi}, ved_ikke, "
        "oensker_ikke, tom tekst eller et perspektiv.",
        "“{value}” is neither an answer nor a perspective. Write a whole number from {lo} to {hi}, ved_ikke, "
        "oensker_ikke, empty text, or a perspective.",
    ),
    "mapping_perspective": (
        "»{value}« er ikke et perspektiv. Skriv employee, subordinate_leader, self, superior eller peer.",
        "“{value}” is not a perspective. Write employee, subordinate_leader, self, superior or peer.",
    ),
    "mapping_dates": (
        "Runden slutter {closed}, før den begynder {opened}. Ret en af datoerne.",
        "The round ends on {closed}, before it begins on {opened}. Correct one of the dates.",
    ),
    "mapping_day": (
        "»{value}« er ikke en dato. Skriv den som 2026-03-01.",
        "“{value}” is not a date. Write it like 2026-03-01.",
    ),
}

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    **FILE_SENTENCES,
    **COLUMN_SENTENCES,
    **ROW_SENTENCES,
    **MAPPING_SENTENCES,
    **ROSTER_SENTENCES,
}

PERSPECTIVES: Final[Mapping[str, tuple[str, str]]] = {
    "employee": ("medarbejdere", "employees"),
    "self": ("lederen selv", "the leaders themselves"),
    "superior": ("overordnede ledere", "superiors"),
    "peer": ("sideordnede ledere", "peers"),
    "subordinate_leader": ("underordnede ledere", "subordinate leaders"),
}
