-- What a value is said of, where that is not all that its indicator is called by: 实际 growth, 清洁能源 of what may be
-- renewable energy. Values of two such are not compared.

ALTER TABLE observation ADD COLUMN basis TEXT /* 口径: what it is said of, in the words of the catalogue, where its indicator may be said of several things */;
