-- Workspaces and their stories, and what the ledger says of itself.

-- name: workspace_id
SELECT id FROM workspace WHERE name = :workspace;

-- name: add_workspace
INSERT INTO workspace (name) VALUES (:workspace);

-- name: story
SELECT s.id, w.name, s.name, s.claims
FROM workspace AS w
CROSS JOIN story AS s ON s.workspace_id = w.id
WHERE w.name = :workspace AND s.key = :key;

-- name: story_by_id
SELECT s.id, w.name, s.name, s.claims
FROM story AS s
CROSS JOIN workspace AS w ON w.id = s.workspace_id
WHERE s.id = :story AND w.name = :workspace;

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

-- name: meta
SELECT value FROM meta WHERE key = :key;

-- name: set_meta
INSERT INTO meta (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
