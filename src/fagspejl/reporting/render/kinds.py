"""Which pages there are: what is printed, and what is only read on a screen."""

from __future__ import annotations

from fagspejl.reporting.organisation_types import BoardPage, OrganisationPage
from fagspejl.reporting.pages.for_employees.types import EmployeesPage, ProjectorPage
from fagspejl.reporting.pages.next_step.types import SheetsPage
from fagspejl.reporting.types import IndexPage, ReportPage

PrintedPage = ReportPage | OrganisationPage | BoardPage | EmployeesPage | SheetsPage
Page = PrintedPage | IndexPage | ProjectorPage
