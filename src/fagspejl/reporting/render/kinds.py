"""Which pages there are: what is printed, and what is only read on a screen."""

from __future__ import annotations

from fagspejl.reporting.page_types.organisation import BoardPage, OrganisationPage
from fagspejl.reporting.page_types.report import IndexPage, ReportPage
from fagspejl.reporting.page_types.steps import StagePage
from fagspejl.reporting.pages.for_employees.types import EmployeesPage, ProjectorPage
from fagspejl.reporting.pages.next_step.types import SheetsPage

PrintedPage = ReportPage | OrganisationPage | BoardPage | EmployeesPage | SheetsPage
Page = PrintedPage | IndexPage | ProjectorPage | StagePage
