-- The activation that stored a snapshot last, so that of two only one goes on.
ALTER TABLE referent_snapshot ADD COLUMN activation TEXT;
