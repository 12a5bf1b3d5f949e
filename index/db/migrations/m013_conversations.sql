-- The questions that stood before one in the same conversation (a JSON list), and the thread that it stood in.
ALTER TABLE slack_cards ADD COLUMN before TEXT NOT NULL DEFAULT '[]';
ALTER TABLE slack_cards ADD COLUMN thread TEXT;
CREATE INDEX slack_cards_conversation ON slack_cards (person, channel, thread);
