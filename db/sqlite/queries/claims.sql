-- Claims, their figures and their history.

-- name: claims
SELECT
    c.id, w.name, c.story_id, s.name, c.text, c.quote, c.speaker, c.speaker_id, c.outlet, c.outlet_id,
    c.url, c.said_at, c.published_at, c.as_of, c.language, c.status, c.added_at, c.statement,
    c.position_id, p.figures,
    (
        SELECT json_group_array(json_array(v.source_id, v.name))
        FROM (SELECT source_id, name FROM claim_via WHERE claim_id = c.id ORDER BY ordinal) AS v
    ),
    (
        SELECT json_group_array(json_array(r.publisher, r.rating, r.url, r.published_at))
        FROM (
            SELECT publisher, rating, url, published_at
            FROM claim_rating
            WHERE claim_id = c.id
            ORDER BY ordinal
        ) AS r
    )
FROM json_each(:ids) AS asked
CROSS JOIN claim AS c ON c.id = asked.value
CROSS JOIN story AS s ON s.id = c.story_id
CROSS JOIN workspace AS w ON w.id = c.workspace_id
LEFT JOIN position AS p ON p.id = c.position_id;

-- name: claims_of_workspace
SELECT c.id
FROM json_each(:ids) AS asked
CROSS JOIN claim AS c ON c.id = asked.value
CROSS JOIN workspace AS w ON w.id = c.workspace_id
WHERE w.name = :workspace
ORDER BY asked.key;

-- name: same_statement
SELECT id
FROM claim INDEXED BY claim_by_statement
WHERE
    story_id = :story AND statement = :statement AND speaker_id = :speaker AND outlet_id IS :outlet
    AND status <> 'withdrawn' AND id <> :besides
ORDER BY id
LIMIT 1;

-- Which of a JSON list of [story, statement, speaker, outlet] are on record, withdrawn or not.
-- name: on_record
SELECT DISTINCT asked.key
FROM json_each(:asked) AS asked
CROSS JOIN claim AS c INDEXED BY claim_by_statement
WHERE
    c.story_id = json_extract(asked.value, '$[0]')
    AND c.statement = json_extract(asked.value, '$[1]')
    AND c.speaker_id = json_extract(asked.value, '$[2]')
    AND c.outlet_id IS json_extract(asked.value, '$[3]');

-- name: newest_claim
SELECT coalesce(max(id), 0) FROM claim;

-- name: same_withdrawn
SELECT id
FROM claim INDEXED BY claim_by_statement
WHERE
    story_id = :story AND statement = :statement AND speaker_id = :speaker AND outlet_id IS :outlet
    AND status = 'withdrawn'
ORDER BY id
LIMIT 1;

-- name: claims_of_story
SELECT id
FROM claim
WHERE story_id = :story AND status <> 'withdrawn'
ORDER BY
    coalesce(
        iif(length(said_at) = 10, said_at || '~', said_at),
        iif(length(published_at) = 10, published_at || '~', published_at),
        '~'
    ),
    id
LIMIT :limit;

-- name: every_claim
SELECT id FROM claim WHERE id > :after ORDER BY id LIMIT :limit;

-- name: every_claim_of_workspace
SELECT id
FROM claim
WHERE workspace_id = (SELECT id FROM workspace WHERE name = :workspace) AND id > :after
ORDER BY id
LIMIT :limit;

-- name: every_claim_of_story
SELECT id
FROM claim
WHERE
    story_id = :story AND id > :after
    AND (
        :workspace IS NULL
        OR +workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
    )
ORDER BY id
LIMIT :limit;

-- name: count
SELECT count(*) FROM claim;

-- name: count_of_workspace
SELECT count(*) FROM claim WHERE workspace_id = (SELECT id FROM workspace WHERE name = :workspace);

-- name: positions
SELECT id, story_id, figures, claims FROM position WHERE story_id = :story AND claims > 0 ORDER BY id;

-- name: position_id
SELECT id FROM position WHERE story_id = :story AND key = :key;

-- name: add_position
INSERT INTO position (story_id, key, figures) VALUES (:story, :key, :figures);

-- name: claims_at
SELECT earliest, id
FROM claim
WHERE position_id = :key AND status = 'active' AND earliest <= :last
ORDER BY earliest, id
LIMIT :limit;

-- name: claims_by
SELECT id, id
FROM claim
WHERE story_id = :story AND speaker_id = :key AND status = 'active' AND id <= :last
ORDER BY id
LIMIT :limit;

-- name: claims_as_of
SELECT id
FROM claim
WHERE story_id = :story AND status = 'active' AND as_of IS NOT NULL
ORDER BY id
LIMIT :limit;

-- name: statements
SELECT id
FROM claim
WHERE story_id = :story AND status = 'active' AND position_id IS NULL
ORDER BY id DESC
LIMIT :limit;

-- name: story_before
SELECT 1 FROM claim WHERE story_id = :story AND id < :first LIMIT 1;

-- The active claims of a story from before `first`: of each position the first few, and the newest statements.
-- name: held_against
SELECT c.id
FROM position AS p
CROSS JOIN claim AS c
WHERE
    p.story_id = :story
    AND c.id IN (
        SELECT id
        FROM claim
        WHERE position_id = p.id AND status = 'active' AND id < :first
        ORDER BY id
        LIMIT :stating
    )
UNION ALL
SELECT id
FROM (
    SELECT id
    FROM claim
    WHERE story_id = :story AND status = 'active' AND position_id IS NULL AND id < :first
    ORDER BY id DESC
    LIMIT :statements
);

-- name: add_claim
INSERT INTO claim (
    id, workspace_id, story_id, text, quote, speaker, speaker_id, outlet, outlet_id, url, said_at,
    published_at, as_of, language, status, added_at, statement, position_id, earliest
)
VALUES (
    :id, :workspace, :story, :text, :quote, :speaker, :speaker_id, :outlet, :outlet_id, :url, :said_at,
    :published_at, :as_of, :language, :status, :added_at, :statement, :position, :earliest
);

-- name: replace_claim
UPDATE claim
SET
    story_id = :story, text = :text, quote = :quote, speaker = :speaker, speaker_id = :speaker_id,
    outlet = :outlet, outlet_id = :outlet_id, url = :url, said_at = :said_at,
    published_at = :published_at, as_of = :as_of, language = :language, status = :status,
    statement = :statement, position_id = :position, earliest = :earliest
WHERE id = :id;

-- name: set_position
UPDATE claim SET position_id = :position WHERE id = :id;

-- name: set_status
UPDATE claim SET status = :status WHERE id = :id;

-- name: add_via
INSERT INTO claim_via (claim_id, ordinal, source_id, name) VALUES (?, ?, ?, ?);

-- name: drop_via
DELETE FROM claim_via WHERE claim_id = :id;

-- name: add_rating
INSERT INTO claim_rating (claim_id, ordinal, publisher, rating, url, published_at) VALUES (?, ?, ?, ?, ?, ?);

-- name: drop_ratings
DELETE FROM claim_rating WHERE claim_id = :id;

-- name: revision
SELECT coalesce(max(id), 0) FROM change;

-- name: changed_since
SELECT c.id, c.claim_id
FROM change AS c
WHERE
    c.id > :revision
    AND NOT EXISTS (SELECT 1 FROM change AS newer WHERE newer.claim_id = c.claim_id AND newer.id > c.id)
ORDER BY c.id
LIMIT :limit;

-- name: history
SELECT h.id, h.claim_id, h.at, h.actor, h.action, h.before, h.after, h.reason, h.undoes
FROM claim AS c
CROSS JOIN change AS h ON h.claim_id = c.id
WHERE
    c.id = :claim
    AND c.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY h.id;

-- name: add_change
INSERT INTO change (claim_id, at, actor, action, before, after, reason, undoes)
VALUES (:claim, :at, :actor, :action, :before, :after, :reason, :undoes);

-- name: newest_change
SELECT h.id, h.claim_id, h.at, h.actor, h.action, h.before, h.after, h.reason, h.undoes
FROM change AS h
CROSS JOIN claim AS c ON c.id = h.claim_id
WHERE
    h.actor = :actor AND h.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM change AS undoing WHERE undoing.undoes = h.id)
    AND c.workspace_id = (SELECT id FROM workspace WHERE name = :workspace)
ORDER BY h.id DESC
LIMIT 1;

-- name: newest_claims
SELECT id
FROM claim
WHERE workspace_id = (SELECT id FROM workspace WHERE name = :workspace) AND status <> 'withdrawn'
ORDER BY id DESC
LIMIT :limit;
