-- From here on, done is the moment at which an item was carried out, so that what is long done can be deleted.
UPDATE outbox SET done = at WHERE done <> 0;

CREATE INDEX outbox_done ON outbox (partition, done) WHERE done > 0;
