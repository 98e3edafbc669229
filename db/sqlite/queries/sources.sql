-- Sources, their names and their history.

-- name: source
SELECT
    s.id, w.name, s.name,
    (SELECT json_group_array(n.name) FROM source_name AS n WHERE n.source_id = s.id)
FROM workspace AS w
CROSS JOIN source_name AS asked ON asked.workspace_id = w.id
CROSS JOIN source AS s ON s.id = asked.source_id
WHERE w.name = :workspace AND asked.key = :key;

-- name: sources
SELECT
    s.id, w.name, s.name,
    (SELECT json_group_array(n.name) FROM source_name AS n WHERE n.source_id = s.id)
FROM workspace AS w
CROSS JOIN source AS s ON s.workspace_id = w.id
WHERE w.name = :workspace AND EXISTS (SELECT 1 FROM source_name AS n WHERE n.source_id = s.id)
ORDER BY s.name, s.id;

-- name: source_by_id
SELECT
    s.id, w.name, s.name,
    (SELECT json_group_array(n.name) FROM source_name AS n WHERE n.source_id = s.id)
FROM source AS s
CROSS JOIN workspace AS w ON w.id = s.workspace_id
WHERE s.id = :source;

-- name: source_standing
SELECT
    s.id, s.name,
    (
        SELECT json_group_array(json_array(n.key, n.name))
        FROM (SELECT key, name FROM source_name WHERE source_id = s.id ORDER BY key) AS n
    )
FROM source AS s
WHERE s.id = :source;

-- name: source_id
SELECT source_id FROM source_name WHERE workspace_id = :workspace AND key = :key;

-- name: add_source
INSERT INTO source (workspace_id, name) VALUES (:workspace, :name);

-- name: add_source_name
INSERT INTO source_name (workspace_id, key, source_id, name) VALUES (:workspace, :key, :source, :name);

-- name: join_names
UPDATE source_name SET source_id = :source WHERE source_id = :other;

-- name: join_speakers
UPDATE claim SET speaker_id = :source WHERE speaker_id = :other;

-- name: join_outlets
UPDATE claim SET outlet_id = :source WHERE outlet_id = :other;

-- name: join_via
UPDATE claim_via SET source_id = :source WHERE source_id = :other;

-- name: written_speakers
SELECT DISTINCT speaker FROM claim WHERE speaker_id = :source;

-- name: written_outlets
SELECT DISTINCT outlet FROM claim WHERE outlet_id = :source;

-- name: written_via
SELECT DISTINCT name FROM claim_via WHERE source_id = :source;

-- name: move_speakers
UPDATE claim SET speaker_id = :to WHERE speaker_id = :source AND speaker = :name;

-- name: move_outlets
UPDATE claim SET outlet_id = :to WHERE outlet_id = :source AND outlet = :name;

-- name: move_via
UPDATE claim_via SET source_id = :to WHERE source_id = :source AND name = :name;

-- name: move_name
UPDATE source_name SET source_id = :to WHERE workspace_id = :workspace AND key = :key;

-- name: drop_name
DELETE FROM source_name WHERE workspace_id = :workspace AND key = :key;

-- name: source_change
SELECT c.workspace_id, EXISTS (SELECT 1 FROM source_change AS undoing WHERE undoing.undoes = c.id)
FROM source_change AS c
WHERE c.id = :change;

-- name: source_history
SELECT h.id, h.source_id, h.at, h.actor, h.action, h.before, h.after, h.reason, h.undoes
FROM source_changed AS c
CROSS JOIN source_change AS h ON h.id = c.change_id
WHERE
    c.source_id = :source
    AND h.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY h.id;

-- name: newest_source_change
SELECT h.id, h.source_id, h.at, h.actor, h.action, h.before, h.after, h.reason, h.undoes, h.revision
FROM source_change AS h
WHERE
    h.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
    AND h.actor = :actor AND h.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM source_change AS undoing WHERE undoing.undoes = h.id)
ORDER BY h.id DESC
LIMIT 1;

-- name: add_source_change
INSERT INTO source_change (
    workspace_id, source_id, at, actor, action, before, after, reason, undoes, revision
)
VALUES (
    :workspace, :source, :at, :actor, :action, :before, :after, :reason, :undoes,
    (SELECT coalesce(max(id), 0) FROM change)
);

-- name: add_source_changed
INSERT INTO source_changed (source_id, change_id) VALUES (:source, :change) ON CONFLICT DO NOTHING;

-- name: join_histories
INSERT INTO source_changed (source_id, change_id)
SELECT :source, change_id FROM source_changed WHERE source_id = :other
ON CONFLICT DO NOTHING;
