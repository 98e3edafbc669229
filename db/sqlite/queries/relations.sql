-- What people decided and what a machine suspects about two claims, and who is told of it.

-- name: decision
SELECT a, b, relation, reason, actor, at, statement_a, statement_b FROM decision WHERE a = :a AND b = :b;

-- name: decisions
SELECT d.a, d.b, d.relation, d.reason, d.actor, d.at, d.statement_a, d.statement_b
FROM decision AS d
CROSS JOIN claim AS ca ON ca.id = d.a AND ca.statement = d.statement_a
CROSS JOIN claim AS cb ON cb.id = d.b AND cb.statement = d.statement_b
WHERE d.a = :claim
UNION ALL
SELECT d.b, d.a, d.relation, d.reason, d.actor, d.at, d.statement_b, d.statement_a
FROM decision AS d
CROSS JOIN claim AS ca ON ca.id = d.a AND ca.statement = d.statement_a
CROSS JOIN claim AS cb ON cb.id = d.b AND cb.statement = d.statement_b
WHERE d.b = :claim
ORDER BY 2;

-- name: story_decisions
SELECT d.a, d.b, d.relation, d.reason, d.actor, d.at, d.statement_a, d.statement_b
FROM decision AS d
CROSS JOIN claim AS ca ON ca.id = d.a AND ca.statement = d.statement_a
CROSS JOIN claim AS cb ON cb.id = d.b AND cb.statement = d.statement_b
WHERE
    d.story_id = :story
    AND +ca.story_id = :story AND ca.status = 'active'
    AND +cb.story_id = :story AND cb.status = 'active'
ORDER BY d.a, d.b;

-- name: decide
INSERT INTO decision (a, b, story_id, relation, reason, actor, at, statement_a, statement_b)
SELECT :a, :b, story_id, :relation, :reason, :actor, :at, :statement_a, :statement_b
FROM claim
WHERE id = :a
ON CONFLICT (a, b) DO UPDATE SET
    story_id = excluded.story_id, relation = excluded.relation, reason = excluded.reason,
    actor = excluded.actor, at = excluded.at, statement_a = excluded.statement_a,
    statement_b = excluded.statement_b;

-- name: move_decisions
UPDATE decision SET story_id = :story WHERE a = :id OR b = :id;

-- name: suspicions
SELECT p.a, p.b, p.relation, p.reason
FROM suspicion AS p
CROSS JOIN claim AS ca ON ca.id = p.a AND ca.status = 'active'
CROSS JOIN claim AS cb ON cb.id = p.b AND cb.status = 'active'
WHERE p.a = :claim
UNION ALL
SELECT p.b, p.a, p.relation, p.reason
FROM suspicion AS p
CROSS JOIN claim AS ca ON ca.id = p.a AND ca.status = 'active'
CROSS JOIN claim AS cb ON cb.id = p.b AND cb.status = 'active'
WHERE p.b = :claim
ORDER BY 2;

-- name: story_suspicions
SELECT p.a, p.b, p.relation, p.reason
FROM suspicion AS p
CROSS JOIN claim AS ca ON ca.id = p.a AND ca.status = 'active'
CROSS JOIN claim AS cb ON cb.id = p.b AND cb.status = 'active'
WHERE p.story_id = :story
ORDER BY p.a, p.b;

-- name: suspect
INSERT INTO suspicion (a, b, story_id, relation, reason)
SELECT :a, :b, story_id, :relation, :reason
FROM claim
WHERE id = :a
ON CONFLICT (a, b) DO UPDATE SET
    story_id = excluded.story_id, relation = excluded.relation, reason = excluded.reason;

-- name: drop_suspicions
DELETE FROM suspicion WHERE a = :id OR b = :id;

-- name: alerts
SELECT a.id, a.claim_id, a.at, a.state
FROM alert AS a
WHERE a.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY a.id DESC
LIMIT :limit;

-- name: alert_lines
SELECT claim_id, relation, suspected, reason FROM alert_line WHERE alert_id = :alert ORDER BY ordinal;

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
SELECT v.watcher
FROM claim AS c
CROSS JOIN watch AS v ON v.workspace_id = c.workspace_id AND v.kind = 'everything'
WHERE c.id = :claim
ORDER BY 1;

-- name: add_alert
INSERT INTO alert (workspace_id, claim_id, at, state)
SELECT workspace_id, id, :at, 'waiting' FROM claim WHERE id = :claim;

-- name: add_alert_line
INSERT INTO alert_line (alert_id, ordinal, claim_id, relation, suspected, reason, state)
VALUES (?, ?, ?, ?, ?, ?, 'waiting');

-- name: waiting_alerts_about
SELECT a.id
FROM alert AS a
CROSS JOIN alert_line AS l ON l.alert_id = a.id AND l.claim_id = :b
WHERE
    a.claim_id = :a AND a.state = 'waiting'
    AND +a.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
UNION
SELECT a.id
FROM alert AS a
CROSS JOIN alert_line AS l ON l.alert_id = a.id AND l.claim_id = :a
WHERE
    a.claim_id = :b AND a.state = 'waiting'
    AND +a.workspace_id = (SELECT id FROM workspace WHERE name = :workspace);

-- name: settle_lines
UPDATE alert_line SET state = :state WHERE alert_id = :alert AND claim_id IN (:a, :b);

-- name: settle_alert
UPDATE alert
SET
    state = CASE
        WHEN EXISTS (SELECT 1 FROM alert_line WHERE alert_id = :alert AND state = 'confirmed')
            THEN 'confirmed'
        WHEN EXISTS (SELECT 1 FROM alert_line WHERE alert_id = :alert AND state = 'waiting')
            THEN 'waiting'
        ELSE 'dismissed'
    END
WHERE id = :alert;

-- name: set_alert
UPDATE alert
SET state = :state
WHERE
    claim_id = :claim AND state = 'waiting'
    AND +workspace_id = (SELECT id FROM workspace WHERE name = :workspace);

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
