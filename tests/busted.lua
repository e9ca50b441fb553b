-- busted inside the program: `fazhi tests/busted.lua [busted's arguments]`.
require "busted.runner" { standalone = false }
