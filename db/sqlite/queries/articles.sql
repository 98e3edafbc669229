-- Articles that were taken in, and the claims found in them.

-- name: add_article
INSERT INTO article (workspace_id, digest, title, outlet, url, published_at, language, story, actor, at)
VALUES (:workspace, :digest, :title, :outlet, :url, :published_at, :language, :story, :actor, :at);

-- name: add_proposal
INSERT INTO proposal (article_id, draft, speaker_key, sentence, begins, ends, attributed)
VALUES (:article, :draft, :speaker_key, :sentence, :begins, :ends, :attributed);

-- name: intake
SELECT
    a.id, w.name, a.title, a.outlet, a.url, a.published_at, a.language, a.story, a.actor, a.at,
    (SELECT count(*) FROM proposal AS p WHERE p.article_id = a.id AND p.state = 'waiting'),
    (SELECT count(*) FROM proposal AS p WHERE p.article_id = a.id AND p.state = 'accepted'),
    (SELECT count(*) FROM proposal AS p WHERE p.article_id = a.id AND p.state = 'rejected')
FROM workspace AS w
CROSS JOIN article AS a ON a.workspace_id = w.id
WHERE w.name = :workspace AND a.id = :id;

-- name: same_text
SELECT a.id
FROM workspace AS w
CROSS JOIN article AS a ON a.workspace_id = w.id AND a.digest = :digest
WHERE w.name = :workspace
ORDER BY a.id DESC;

-- name: intakes_waiting
SELECT DISTINCT p.article_id
FROM proposal AS p
CROSS JOIN article AS a ON a.id = p.article_id
WHERE
    p.state = 'waiting'
    AND a.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY p.article_id
LIMIT :limit;

-- name: proposal
SELECT
    p.id, w.name, p.article_id, p.draft, p.sentence, p.begins, p.ends, p.attributed, p.state, p.claim_id,
    p.actor, p.at, p.reason
FROM proposal AS p
CROSS JOIN article AS a ON a.id = p.article_id
CROSS JOIN workspace AS w ON w.id = a.workspace_id
WHERE p.id = :id AND w.name = :workspace;

-- name: proposals
SELECT
    p.id, w.name, p.article_id, p.draft, p.sentence, p.begins, p.ends, p.attributed, p.state, p.claim_id,
    p.actor, p.at, p.reason
FROM workspace AS w
CROSS JOIN article AS a ON a.workspace_id = w.id AND a.id = :article
CROSS JOIN proposal AS p ON p.article_id = a.id
WHERE w.name = :workspace
ORDER BY p.id;

-- name: waiting_by
SELECT p.id
FROM proposal AS p
WHERE
    p.article_id = :article AND p.state = 'waiting'
    AND (:speaker_key IS NULL OR p.speaker_key = :speaker_key)
ORDER BY p.id;

-- name: settle_proposal
UPDATE proposal
SET state = :state, claim_id = :claim, actor = :actor, at = :at, reason = :reason
WHERE id = :id;

-- name: replace_waiting
UPDATE proposal
SET state = 'replaced', actor = :actor, at = :at
WHERE article_id = :article AND state = 'waiting';

-- name: reopen_proposals
UPDATE proposal
SET state = 'waiting', claim_id = NULL, actor = NULL, at = NULL, reason = NULL
WHERE claim_id = :claim
RETURNING id;
