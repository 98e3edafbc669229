-- What a newsroom has set up, and who of it watches what.

-- name: newsroom
SELECT n.settings
FROM workspace AS w
CROSS JOIN newsroom AS n ON n.workspace_id = w.id
WHERE w.name = :workspace;

-- name: set_newsroom
INSERT INTO newsroom (workspace_id, settings) VALUES (:workspace, :settings)
ON CONFLICT (workspace_id) DO UPDATE SET settings = excluded.settings;

-- name: room
SELECT r.story
FROM workspace AS w
CROSS JOIN room AS r ON r.workspace_id = w.id
WHERE w.name = :workspace AND r.room = :room;

-- name: set_room
INSERT INTO room (workspace_id, room, story) VALUES (:workspace, :room, :story)
ON CONFLICT (workspace_id, room) DO UPDATE SET story = excluded.story;

-- name: drop_room
DELETE FROM room WHERE workspace_id = :workspace AND room = :room;

-- name: watches
SELECT watcher, kind, name
FROM watch
WHERE
    workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
    AND (:watcher IS NULL OR watcher = :watcher)
ORDER BY watcher, kind, name;

-- name: watch
INSERT INTO watch (workspace_id, kind, name, watcher) VALUES (:workspace, :kind, :name, :watcher)
ON CONFLICT DO NOTHING;

-- name: unwatch
DELETE FROM watch
WHERE
    workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
    AND kind = :kind AND name = :name AND watcher = :watcher;
