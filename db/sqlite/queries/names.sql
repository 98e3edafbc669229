-- Workspaces, stories and sources, and what the ledger says of itself.

-- name: workspace_id
SELECT id FROM workspace WHERE name = :workspace;

-- name: add_workspace
INSERT INTO workspace (name) VALUES (:workspace);

-- name: story
SELECT s.id, w.name, s.name, s.claims
FROM workspace AS w
CROSS JOIN story AS s ON s.workspace_id = w.id
WHERE w.name = :workspace AND s.key = :key;

-- name: stories
SELECT s.id, w.name, s.name, s.claims
FROM workspace AS w
CROSS JOIN story AS s ON s.workspace_id = w.id
WHERE w.name = :workspace AND s.claims > 0
ORDER BY s.name, s.id;

-- name: stories_of
SELECT s.id, w.name, s.name, s.claims
FROM story AS s
CROSS JOIN workspace AS w ON w.id = s.workspace_id
WHERE s.id IN (SELECT value FROM json_each(:ids)) AND w.name = :workspace AND s.claims > 0
ORDER BY s.name, s.id;

-- name: story_id
SELECT id FROM story WHERE workspace_id = :workspace AND key = :key;

-- name: add_story
INSERT INTO story (workspace_id, key, name) VALUES (:workspace, :key, :name);

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
WHERE w.name = :workspace
ORDER BY s.name, s.id;

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

-- name: drop_source
DELETE FROM source WHERE id = :other;

-- name: meta
SELECT value FROM meta WHERE key = :key;

-- name: set_meta
INSERT INTO meta (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
