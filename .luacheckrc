std = "lua54"
max_line_length = 120
max_cyclomatic_complexity = 20
files["tests/lua"] = { std = "lua54+busted" }
