-- One index serves the relay (by xid) and names each row; two made every append write twice.
ALTER TABLE event_log DROP CONSTRAINT event_log_pkey;
DROP INDEX event_log_xid;
ALTER TABLE event_log ADD CONSTRAINT event_log_pkey PRIMARY KEY (xid, position, recorded_at);
