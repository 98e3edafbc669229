-- What publishers of fact-checks rated a claim, each in its own words.

CREATE TABLE claim_rating (
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    ordinal INTEGER NOT NULL,             -- 0 came first
    publisher TEXT NOT NULL,
    rating TEXT NOT NULL,
    url TEXT,                             -- of the review; so is published_at
    published_at TEXT,
    PRIMARY KEY (claim_id, ordinal)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
