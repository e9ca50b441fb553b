-- busted inside the program: `fazhi tests/specs.lua [busted's arguments]`.
require "busted.runner" { standalone = false }
