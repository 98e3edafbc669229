-- One story as a whole: how many claims, by whom, and in which words.

-- name: by_status
SELECT status, count(*) FROM claim WHERE story_id = :story GROUP BY status;

-- name: retracted
SELECT id FROM claim WHERE story_id = :story AND status = 'retracted' ORDER BY earliest, id LIMIT :limit;

-- name: voices
SELECT min(id)
FROM claim
WHERE story_id = :story AND status = 'active'
GROUP BY speaker_id
ORDER BY min(id)
LIMIT :limit;

-- Of these speakers, the first claim that reached the desk in each way: through whom, else by which outlet.
-- name: voices_passed_on
SELECT min(c.id)
FROM json_each(:speakers) AS asked
CROSS JOIN claim AS c ON c.story_id = :story AND c.speaker_id = asked.value AND c.status = 'active'
GROUP BY
    c.speaker_id,
    coalesce(
        (
            SELECT group_concat(v.source_id, ' > ')
            FROM (SELECT source_id FROM claim_via WHERE claim_id = c.id ORDER BY ordinal) AS v
        ),
        c.outlet_id
    )
ORDER BY min(c.id)
LIMIT :limit;

-- name: worded
SELECT min(id) OVER (PARTITION BY statement, speaker_id) AS leader, id
FROM claim
WHERE story_id = :story AND status <> 'withdrawn'
ORDER BY leader, earliest, id;
