-- The process that delivers the entry; nobody where it was written by a program that did not say.
ALTER TABLE outbox ADD COLUMN replica TEXT;
