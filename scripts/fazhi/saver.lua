-- saver: how frames are saved. The program, which knows where they come from, puts its own way here;
-- without one they are written as they are.

return { save = nil }
