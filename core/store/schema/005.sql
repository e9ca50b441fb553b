-- Provenance: which commands wrote into the corpus, and which files were saved from it.

CREATE TABLE run ( -- 运行记录: one command that wrote into the corpus or saved a file from it
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the run, as `fazhi log show` takes it
  started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), -- when it began, UTC
  finished TEXT, -- when it ended, UTC; NULL: it was interrupted, or is still running
  command TEXT NOT NULL, -- command line, quoted as for a shell
  version TEXT NOT NULL, -- version of fazhi
  catalogue TEXT CHECK (catalogue IS NULL OR json_valid(catalogue)), -- JSON: SHA-256 of each catalogue in force, as in observed
  script TEXT, -- verb, or file of the script
  script_sha256 TEXT, -- SHA-256 of the file of the script
  inputs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(inputs)), -- JSON list of files and folders named: path, bytes, sha256
  rows INTEGER, -- rows of the result
  output TEXT, -- file that was saved, with its whole path
  output_sha256 TEXT, -- SHA-256 of its bytes
  status INTEGER -- exit status of the command
) STRICT;
