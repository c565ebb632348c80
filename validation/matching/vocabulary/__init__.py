"""World knowledge of the matching engine: words of organisation names, places, legal forms and solutions."""
