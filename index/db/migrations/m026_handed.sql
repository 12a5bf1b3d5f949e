-- Whom an answer "not mine" hands the milestone to: a person or a channel of Slack ('': the next in the chain).
ALTER TABLE due_marks ADD COLUMN handed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE due_marks ADD COLUMN handed_name TEXT NOT NULL DEFAULT '';
