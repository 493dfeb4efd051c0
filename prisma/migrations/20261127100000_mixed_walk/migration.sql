-- Places that were given out import by import told which file an item came from. They are drawn anew over all items of a study, by the rule
-- of lib/imports/commit-items.ts; what somebody has labeled they do not meet again.
UPDATE "Item" i SET position = ('x' || left(md5(s.seed || ':' || i."externalId"), 8))::bit(32)::int & 2147483647
FROM "Study" s WHERE s.id = i."studyId";
