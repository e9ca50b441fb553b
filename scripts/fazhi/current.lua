-- current: what the program that runs has set for everybody: its context, as fazhi.script.run takes it. Outside of the
-- program there is none.

return { context = nil }
