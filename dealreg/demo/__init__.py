"""The demo: a small programme on three continents, told through the verbs, with web server and clock to try it."""
