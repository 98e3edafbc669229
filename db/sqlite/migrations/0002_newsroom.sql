-- What a newsroom on a chat service needs: its settings, which channel is about which story, the messages
-- that alerts become, histories of sources, and changes that take others back.

ALTER TABLE change ADD COLUMN undoes INTEGER REFERENCES change (id);

CREATE INDEX change_by_actor ON change (actor) WHERE undoes IS NULL;
CREATE UNIQUE INDEX change_undone ON change (undoes) WHERE undoes IS NOT NULL;

-- The history of sources. `before` and `after` are JSON: {"sources": [{"id", "name", "names", "keys"}, …]},
-- the source that the change is about first.
CREATE TABLE source_change (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    source_id INTEGER NOT NULL REFERENCES source (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reason TEXT,
    undoes INTEGER REFERENCES source_change (id),
    revision INTEGER NOT NULL             -- the newest change of a claim then: which of two came later
) STRICT;

CREATE INDEX source_change_by_actor ON source_change (workspace_id, actor) WHERE undoes IS NULL;
CREATE UNIQUE INDEX source_change_undone ON source_change (undoes) WHERE undoes IS NOT NULL;

-- Whose history a change of sources stands in: all that it moves, and what they had before they were joined.
CREATE TABLE source_changed (
    source_id INTEGER NOT NULL REFERENCES source (id),
    change_id INTEGER NOT NULL REFERENCES source_change (id),
    PRIMARY KEY (source_id, change_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER source_change_stays BEFORE DELETE ON source_change
BEGIN
    SELECT RAISE(ABORT, 'history is never deleted');
END;

CREATE TRIGGER source_change_is_final BEFORE UPDATE ON source_change
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;

-- A version grows with everything that a message about the alert would show otherwise; kept by triggers.
ALTER TABLE alert ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- An alert is dismissed because each of its lines is.
UPDATE alert_line
SET state = 'dismissed'
WHERE state = 'waiting' AND alert_id IN (SELECT id FROM alert WHERE state = 'dismissed');

-- One message about an alert. Alerts from before this version have none: they are not sent years later.
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    alert_id INTEGER NOT NULL REFERENCES alert (id),
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    recipient TEXT CHECK (recipient <> ''),   -- a watcher; null for the desk's alert channel
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TEXT NOT NULL,                 -- an instant with microseconds, so that texts sort by time
    channel TEXT,
    message TEXT,
    shown INTEGER NOT NULL DEFAULT 0,     -- version of the alert that the message shows
    error TEXT,
    pending INTEGER NOT NULL DEFAULT 1 CHECK (pending IN (0, 1)),   -- to be sent or corrected; by triggers
    CHECK (state <> 'sent' OR (channel IS NOT NULL AND message IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX delivery_once ON delivery (alert_id, coalesce(recipient, ''));
CREATE INDEX delivery_pending ON delivery (workspace_id, due_at, alert_id) WHERE pending = 1;

CREATE TRIGGER delivery_moved AFTER UPDATE OF state, shown ON delivery
BEGIN
    UPDATE delivery
    SET pending = (
        SELECT
            CASE NEW.state
                WHEN 'waiting' THEN a.state <> 'dismissed'
                WHEN 'sending' THEN 1
                WHEN 'sent' THEN NEW.shown < a.version
                ELSE 0
            END
        FROM alert AS a
        WHERE a.id = NEW.alert_id
    )
    WHERE id = NEW.id;
END;

CREATE TRIGGER alert_shown_otherwise AFTER UPDATE OF version ON alert
BEGIN
    UPDATE delivery
    SET pending = CASE state
        WHEN 'waiting' THEN NEW.state <> 'dismissed'
        WHEN 'sending' THEN 1
        WHEN 'sent' THEN shown < NEW.version
        ELSE 0
    END
    WHERE alert_id = NEW.id;
END;

CREATE TRIGGER alert_settled AFTER UPDATE OF state ON alert WHEN OLD.state <> NEW.state
BEGIN
    UPDATE alert SET version = version + 1 WHERE id = NEW.id;
END;

CREATE TRIGGER alert_line_shown AFTER UPDATE OF state, reason ON alert_line
WHEN OLD.state <> NEW.state OR OLD.reason <> NEW.reason
BEGIN
    UPDATE alert SET version = version + 1 WHERE id = NEW.alert_id;
END;

-- What changes a claim leaves a line in its history, so one trigger there sees all of it.
CREATE TRIGGER change_shown AFTER INSERT ON change
WHEN NEW.action IN ('edit', 'retract', 'withdraw', 'reinstate')
BEGIN
    UPDATE alert
    SET version = version + 1
    WHERE
        claim_id = NEW.claim_id
        OR id IN (SELECT alert_id FROM alert_line WHERE claim_id = NEW.claim_id);
END;

-- A decision leaves a line in the histories of both claims: each finds the alerts that its claim caused.
CREATE TRIGGER decision_shown AFTER INSERT ON change WHEN NEW.action IN ('decide', 'undecide')
BEGIN
    UPDATE alert
    SET version = version + 1
    WHERE
        claim_id = NEW.claim_id
        AND id IN (
            SELECT alert_id
            FROM alert_line
            WHERE claim_id = json_extract(coalesce(NEW.after, NEW.before), '$.claim')
        );
END;

-- Figures may be read anew, by other word lists, without a line in the history.
CREATE TRIGGER figures_shown AFTER UPDATE OF position_id ON claim WHEN OLD.position_id IS NOT NEW.position_id
BEGIN
    UPDATE alert
    SET version = version + 1
    WHERE
        claim_id = NEW.id
        OR id IN (SELECT alert_id FROM alert_line WHERE claim_id = NEW.id);
END;

-- What a workspace has set up, as one JSON document.
CREATE TABLE newsroom (
    workspace_id INTEGER PRIMARY KEY REFERENCES workspace (id),
    settings TEXT NOT NULL
) STRICT;

-- Which story a channel is about.
CREATE TABLE room (
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    room TEXT NOT NULL,
    story TEXT NOT NULL,                  -- its name, which may not be on record yet
    PRIMARY KEY (workspace_id, room)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
