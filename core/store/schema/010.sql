-- References that are looked after when the transaction ends: a statement that stores many rows then need not be
-- able to take back some of them, for which SQLite copies every page that it changes. What the tables hold is as it
-- was, so only their statements change.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql, 'ON DELETE CASCADE', 'ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES indicator(id)', 'REFERENCES indicator(id) DEFERRABLE INITIALLY DEFERRED')
  WHERE type = 'table' AND name IN ('section', 'figure', 'observation', 'passage');
PRAGMA writable_schema = RESET;
