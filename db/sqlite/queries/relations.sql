-- What people decided and what a machine suspects about two claims.

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

-- name: undecide
DELETE FROM decision WHERE a = :a AND b = :b;

-- name: undone
SELECT EXISTS (SELECT 1 FROM change WHERE undoes = :change);

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
WHERE p.story_id = :story AND p.relation = 'contradicts'
ORDER BY p.a, p.b
LIMIT :limit;

-- name: suspicions_between
SELECT p.a, p.b, p.relation, p.reason
FROM json_each(:pairs) AS asked
CROSS JOIN suspicion AS p
    ON p.a = json_extract(asked.value, '$[0]') AND p.b = json_extract(asked.value, '$[1]')
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
