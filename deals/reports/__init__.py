"""What the programme can say of itself: eight reports, each with its unit, range, definition, chart and table.

A room each: `read` lets the database count, the rest turns rows into a `Report` and asks nothing. What is counted is
counted a second time in plain SQL by `deals.reports.recount` (promise I13).
"""
