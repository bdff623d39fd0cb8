"""Released figures as files for other programs: one table, written as CSV, ODS, JSON, SPSS and its DDI description."""
