-- What lets a statement store many rows without being able to take back some of them, for which SQLite would copy every
-- page that it changes: references that are looked after when the transaction ends, and conditions without a function,
-- which might fail. What is no number comes behind all numbers in the order of values, and so does the empty text. What
-- the tables hold is as it was, so only their statements change.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
  'ON DELETE CASCADE', 'ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES indicator(id)', 'REFERENCES indicator(id) DEFERRABLE INITIALLY DEFERRED')
  WHERE type = 'table' AND name IN ('section', 'figure', 'observation', 'passage', 'sketch_band');
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
  'CHECK (typeof(value) = ''integer'' OR typeof(value) = ''real'')', 'CHECK (value < '''')'),
  'CHECK (upper IS NULL OR typeof(upper) = ''integer'' OR typeof(upper) = ''real'')', 'CHECK (upper < '''')'),
  'CHECK (from_value IS NULL OR typeof(from_value) = ''integer'' OR typeof(from_value) = ''real'')',
  'CHECK (from_value < '''')')
  WHERE type = 'table' AND name IN ('figure', 'observation');
PRAGMA writable_schema = RESET;
