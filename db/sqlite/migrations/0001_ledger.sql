-- The ledger: newsrooms, their stories and sources, the claims with the figures that they state, every
-- change, what people decided, what a machine suspects, the alerts and who watches what.
--
-- Moments are ISO 8601 text: ten characters for a whole day, more for an instant in UTC.

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,                   -- as first written
    claims INTEGER NOT NULL DEFAULT 0,    -- active and retracted ones; kept by triggers
    UNIQUE (workspace_id, key)
) STRICT;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL
) STRICT;

CREATE INDEX source_by_workspace ON source (workspace_id);

-- Every name of a source, its own and its aliases, each as first written.
CREATE TABLE source_name (
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    key TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    name TEXT NOT NULL,
    PRIMARY KEY (workspace_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_name_by_source ON source_name (source_id);

-- One distinct set of figures stated in a story; a row is never changed but for its count.
CREATE TABLE position (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES story (id),
    key BLOB NOT NULL,                    -- digest of the figures, in whatever order they were written
    figures TEXT NOT NULL,                -- JSON, numbers as text, without offsets
    claims INTEGER NOT NULL DEFAULT 0,    -- active ones; kept by triggers
    UNIQUE (story_id, key)
) STRICT;

-- That a statement is on record once is the writer's check and no unique index: joining two sources may
-- make two claims equal, and both stay, because neither newsroom entry was a mistake when it was made.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    text TEXT NOT NULL,
    quote TEXT,
    speaker TEXT NOT NULL,                -- as written; so are outlet and claim_via.name
    speaker_id INTEGER NOT NULL REFERENCES source (id),
    outlet TEXT,
    outlet_id INTEGER REFERENCES source (id),
    url TEXT,
    said_at TEXT,
    published_at TEXT,
    as_of TEXT,
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'retracted', 'withdrawn')),
    added_at TEXT NOT NULL,
    statement TEXT NOT NULL,
    position_id INTEGER REFERENCES position (id),
    earliest TEXT NOT NULL,               -- sorts by said_at, then published_at
    CHECK ((outlet IS NULL) = (outlet_id IS NULL))
) STRICT;

CREATE INDEX claim_by_workspace ON claim (workspace_id);
CREATE INDEX claim_by_story ON claim (story_id);
CREATE INDEX claim_by_statement ON claim (story_id, statement);
CREATE INDEX claim_by_source ON claim (speaker_id);
CREATE INDEX claim_by_outlet ON claim (outlet_id) WHERE outlet_id IS NOT NULL;
CREATE INDEX claim_by_position ON claim (position_id, earliest) WHERE status = 'active';
CREATE INDEX claim_by_speaker ON claim (story_id, speaker_id) WHERE status = 'active';
CREATE INDEX claim_with_moment ON claim (story_id) WHERE status = 'active' AND as_of IS NOT NULL;
CREATE INDEX claim_without_figure ON claim (story_id) WHERE status = 'active' AND position_id IS NULL;

CREATE TABLE claim_via (
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    ordinal INTEGER NOT NULL,             -- 0 is nearest the speaker
    source_id INTEGER NOT NULL REFERENCES source (id),
    name TEXT NOT NULL,
    PRIMARY KEY (claim_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_via_by_source ON claim_via (source_id);

CREATE TRIGGER claim_added AFTER INSERT ON claim
BEGIN
    UPDATE position SET claims = claims + 1 WHERE id = NEW.position_id AND NEW.status = 'active';
    UPDATE story SET claims = claims + 1 WHERE id = NEW.story_id AND NEW.status <> 'withdrawn';
END;

CREATE TRIGGER claim_changed AFTER UPDATE OF story_id, position_id, status ON claim
BEGIN
    UPDATE position SET claims = claims - 1 WHERE id = OLD.position_id AND OLD.status = 'active';
    UPDATE position SET claims = claims + 1 WHERE id = NEW.position_id AND NEW.status = 'active';
    UPDATE story SET claims = claims - 1 WHERE id = OLD.story_id AND OLD.status <> 'withdrawn';
    UPDATE story SET claims = claims + 1 WHERE id = NEW.story_id AND NEW.status <> 'withdrawn';
END;

CREATE TRIGGER claim_stays BEFORE DELETE ON claim
BEGIN
    SELECT RAISE(ABORT, 'a claim is never deleted; withdraw it');
END;

-- The history; the id of its newest row is the ledger's revision.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT,                          -- JSON
    after TEXT,                           -- JSON
    reason TEXT
) STRICT;

CREATE INDEX change_by_claim ON change (claim_id);

CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN
    SELECT RAISE(ABORT, 'history is never deleted');
END;

CREATE TRIGGER change_is_final BEFORE UPDATE ON change
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;

-- story_id is the story that one of the two claims came to last: where both are in one story, that one.
CREATE TABLE decision (
    a INTEGER NOT NULL REFERENCES claim (id),
    b INTEGER NOT NULL REFERENCES claim (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    relation TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    statement_a TEXT NOT NULL,
    statement_b TEXT NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_by_b ON decision (b);
CREATE INDEX decision_by_story ON decision (story_id);

CREATE TABLE suspicion (
    a INTEGER NOT NULL REFERENCES claim (id),
    b INTEGER NOT NULL REFERENCES claim (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    relation TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;

CREATE INDEX suspicion_by_b ON suspicion (b);
CREATE INDEX suspicion_by_story ON suspicion (story_id);

CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'dismissed'))
) STRICT;

CREATE INDEX alert_by_workspace ON alert (workspace_id);
CREATE INDEX alert_by_claim ON alert (claim_id);

CREATE TABLE alert_line (
    alert_id INTEGER NOT NULL REFERENCES alert (id),
    ordinal INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    relation TEXT NOT NULL,
    suspected INTEGER NOT NULL CHECK (suspected IN (0, 1)),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'dismissed')),
    PRIMARY KEY (alert_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_line_by_claim ON alert_line (claim_id);

CREATE TABLE watch (
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL CHECK (kind IN ('story', 'source', 'everything')),
    name TEXT NOT NULL COLLATE NOCASE,    -- of the story or source, which may not be on record yet; or ''
    watcher TEXT NOT NULL,
    PRIMARY KEY (workspace_id, kind, name, watcher)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
