-- Conditions of columns said without IN, for which SQLite builds a tree of the words for each row that
-- is written: the figures of a report are stored in a third of the time, its observations in two thirds.
-- What the tables hold is as it was, so only their statements change.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (typeof(value) IN (''integer'', ''real''))',
  'CHECK (typeof(value) = ''integer'' OR typeof(value) = ''real'')') WHERE name IN ('figure', 'observation');
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (typeof(upper) IN (''null'', ''integer'', ''real''))',
  'CHECK (upper IS NULL OR typeof(upper) = ''integer'' OR typeof(upper) = ''real'')') WHERE name = 'figure';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (typeof(from_value) IN (''null'', ''integer'', ''real''))',
  'CHECK (from_value IS NULL OR typeof(from_value) = ''integer'' OR typeof(from_value) = ''real'')')
  WHERE name = 'figure';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (bound IN (''exact'', ''about'', ''at_least'', ''at_most''))',
  'CHECK (bound = ''exact'' OR bound = ''about'' OR bound = ''at_least'' OR bound = ''at_most'')')
  WHERE name IN ('figure', 'observation');
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (part IN (0, 1))', 'CHECK (part = 0 OR part = 1)')
  WHERE name = 'figure';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (claimed IN (0, 1))', 'CHECK (claimed = 0 OR claimed = 1)')
  WHERE name = 'observation';
PRAGMA writable_schema = RESET;
