-- Articles that were taken in, and the claims found in them, which wait for somebody's look.

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    digest BLOB NOT NULL,                 -- of its text: the same one again is known
    title TEXT,
    outlet TEXT,
    url TEXT,
    published_at TEXT,
    language TEXT NOT NULL,
    story TEXT NOT NULL,                  -- that its claims are proposed for; may not be on record yet
    actor TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX article_by_text ON article (workspace_id, digest);

-- A proposal stays, whatever becomes of it: it says where in which article a claim was found.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    draft TEXT NOT NULL,                  -- JSON, in the format of import
    speaker_key TEXT NOT NULL,
    sentence TEXT NOT NULL,
    begins INTEGER NOT NULL,              -- character offsets of the sentence in the article's text
    ends INTEGER NOT NULL,
    attributed INTEGER NOT NULL CHECK (attributed IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'rejected', 'replaced')),
    claim_id INTEGER REFERENCES claim (id),
    actor TEXT,                           -- who decided, when, and why it was rejected
    at TEXT,
    reason TEXT,
    CHECK ((state = 'accepted') = (claim_id IS NOT NULL)),
    CHECK ((state = 'waiting') = (at IS NULL))
) STRICT;

CREATE INDEX proposal_by_article ON proposal (article_id, state);
CREATE INDEX proposal_waiting ON proposal (article_id) WHERE state = 'waiting';
CREATE INDEX proposal_by_claim ON proposal (claim_id) WHERE claim_id IS NOT NULL;

PRAGMA user_version = 3;
