-- Alerts, and the messages that they become.

-- name: alerts
SELECT a.id, a.claim_id, a.at, a.state, a.version
FROM alert AS a
WHERE a.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY a.id DESC
LIMIT :limit;

-- name: alert_by_id
SELECT a.id, a.claim_id, a.at, a.state, a.version
FROM alert AS a
CROSS JOIN workspace AS w ON w.id = a.workspace_id
WHERE a.id = :alert AND w.name = :workspace;

-- name: alert_lines
SELECT claim_id, relation, suspected, reason, state
FROM alert_line
WHERE alert_id = :alert
ORDER BY ordinal;

-- name: listed
SELECT a.id, a.claim_id, l.claim_id, l.relation, l.suspected, l.reason, l.state
FROM alert AS a
CROSS JOIN alert_line AS l ON l.alert_id = a.id
WHERE a.claim_id = :claim
UNION ALL
SELECT a.id, a.claim_id, l.claim_id, l.relation, l.suspected, l.reason, l.state
FROM alert_line AS l
CROSS JOIN alert AS a ON a.id = l.alert_id
WHERE l.claim_id = :claim
ORDER BY 1;

-- name: correct_line
UPDATE alert_line SET state = ?, reason = ? WHERE alert_id = ? AND claim_id = ?;

-- name: watchers
SELECT v.watcher
FROM claim AS c
CROSS JOIN story AS s ON s.id = c.story_id
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id AND v.kind = 'story' AND v.name = s.name
WHERE c.id = :claim
UNION
SELECT v.watcher
FROM claim AS c
CROSS JOIN source_name AS n ON n.source_id = c.speaker_id
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id AND v.kind = 'source' AND v.name = n.name
WHERE c.id = :claim
UNION
SELECT v.watcher                          -- of the speakers whom it contests
FROM alert AS a
CROSS JOIN alert_line AS l ON l.alert_id = a.id AND l.state <> 'dismissed'
CROSS JOIN claim AS c ON c.id = l.claim_id
CROSS JOIN source_name AS n ON n.source_id = c.speaker_id
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id AND v.kind = 'source' AND v.name = n.name
WHERE a.claim_id = :claim
UNION
SELECT v.watcher
FROM claim AS c
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id AND v.kind = 'everything'
WHERE c.id = :claim
ORDER BY 1;

-- name: add_alert
INSERT INTO alert (workspace_id, claim_id, at, state)
SELECT workspace_id, id, :at, 'waiting' FROM claim WHERE id = :claim;

-- name: newest_alert
SELECT coalesce(max(id), 0) FROM alert;

-- name: add_numbered_alert
INSERT INTO alert (id, workspace_id, claim_id, at, state) VALUES (?, ?, ?, ?, 'waiting');

-- name: add_alert_line
INSERT INTO alert_line (alert_id, ordinal, claim_id, relation, suspected, reason, state)
VALUES (?, ?, ?, ?, ?, ?, 'waiting');

-- name: settle_alert
UPDATE alert
SET
    state = CASE
        WHEN EXISTS (SELECT 1 FROM alert_line WHERE alert_id = alert.id AND state = 'confirmed')
            THEN 'confirmed'
        WHEN EXISTS (SELECT 1 FROM alert_line WHERE alert_id = alert.id AND state = 'waiting')
            THEN 'waiting'
        ELSE 'dismissed'
    END
WHERE id = ?;

-- name: add_delivery
INSERT INTO delivery (alert_id, workspace_id, recipient, due_at) VALUES (?, ?, ?, ?);

-- name: watched
SELECT 1
FROM claim AS c
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id
WHERE c.id = :first
LIMIT 1;

-- name: add_deliveries
INSERT INTO delivery (alert_id, workspace_id, recipient, due_at)
SELECT a.id, a.workspace_id, told.value, :due
FROM alert AS a
CROSS JOIN json_each(:recipients) AS told
WHERE a.id = :alert;

-- name: due
WITH held AS (                            -- a message that waits holds up the later ones for the same reader
    SELECT d.workspace_id, d.recipient, min(d.id) AS id
    FROM json_each(:workspaces) AS asked
    CROSS JOIN workspace AS w ON w.name = asked.value
    CROSS JOIN delivery AS d ON d.workspace_id = w.id AND d.pending = 1 AND d.due_at > :now
    WHERE d.state <> 'sent' AND d.attempts < 20      -- one that never goes through must not hold up all others
    GROUP BY d.workspace_id, d.recipient
)

SELECT
    d.id, d.alert_id, w.name, d.recipient, d.state, d.attempts, d.due_at, d.channel, d.message, d.shown,
    a.version, d.error
FROM json_each(:workspaces) AS asked
CROSS JOIN workspace AS w ON w.name = asked.value
CROSS JOIN delivery AS d ON d.workspace_id = w.id AND d.pending = 1 AND d.due_at <= :now
CROSS JOIN alert AS a ON a.id = d.alert_id
LEFT JOIN held AS h ON h.workspace_id = d.workspace_id AND h.recipient IS d.recipient
WHERE d.state = 'sent' OR h.id IS NULL OR d.id < h.id
ORDER BY d.alert_id, d.id
LIMIT :limit;

-- name: undelivered
SELECT count(*)
FROM delivery
WHERE
    workspace_id = (SELECT id FROM workspace WHERE name = :workspace) AND pending = 1
    AND state <> 'sent';

-- name: sending
UPDATE delivery
SET state = CASE state WHEN 'waiting' THEN 'sending' ELSE state END, attempts = attempts + 1
WHERE id = :id;

-- name: sent
UPDATE delivery
SET state = 'sent', channel = :channel, message = :message, shown = :version, attempts = 0, error = NULL
WHERE id = :id;

-- name: postpone
UPDATE delivery
SET due_at = :until, error = :error, attempts = attempts + (state = 'waiting')
WHERE id = :id;

-- name: recall
UPDATE delivery SET state = 'waiting' WHERE id = :id AND state = 'sending';

-- name: drop
UPDATE delivery SET state = 'dropped', error = :error WHERE id = :id;

-- name: hurry
UPDATE delivery
SET due_at = :now
WHERE
    workspace_id = (SELECT id FROM workspace WHERE name = :workspace) AND pending = 1
    AND due_at > :now;
