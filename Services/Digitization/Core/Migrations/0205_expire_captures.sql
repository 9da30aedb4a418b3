-- Open captures nobody touches are closed on a schedule; what they hold is kept.
ALTER TABLE captures
    DROP CONSTRAINT captures_state_known,
    ADD CONSTRAINT captures_state_known CHECK (state IN ('open', 'bound', 'abandoned', 'expired'));

CREATE INDEX captures_untouched ON captures (changed_at) WHERE state = 'open';
