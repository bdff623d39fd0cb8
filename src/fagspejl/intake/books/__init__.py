"""Spreadsheets and data files as tables: XLSX, ODS, Excel-XML 2003 and SPSS, each checked before a cell is read."""
