-- A server may not change the log. These functions, which run as the owner of the tables, let it carry out what an order
-- on the log says, and nothing else: payloads that the order names become null, and their digests stay.

CREATE FUNCTION erase_ordered(order_position bigint, canonical bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    said    jsonb;
    about   text;
    base    bigint := (order_position >> 40) << 40;
    part    text;
    first   bigint;
    last    bigint;
    changed integer;
    erased  integer := 0;
BEGIN
    -- What the caller says that the order is must be what the log has, by its digest: a payload may be encrypted, and
    -- no key is in the database.
    SELECT subject INTO about FROM event_log JOIN event_type ON event_type.number = event_log.type
    WHERE position = order_position AND event_type.name = 'supervision.payloads.erased.v1'
        AND digest = sha256(canonical);
    IF about IS NULL THEN
        RAISE EXCEPTION 'The log has no such order at this position.' USING ERRCODE = 'insufficient_privilege';
    END IF;

    said := convert_from(canonical, 'UTF8')::jsonb;
    FOREACH part IN ARRAY string_to_array(said -> 'data' ->> 'offsets', ',') LOOP
        first := split_part(part, '-', 1)::bigint;
        last := coalesce(nullif(split_part(part, '-', 2), ''), split_part(part, '-', 1))::bigint;
        -- Of the subject of the order and of the follow-up of that referent, and told before it.
        UPDATE event_log SET data = NULL
        WHERE position BETWEEN base + first AND base + last AND position < order_position AND data IS NOT NULL
            AND subject IN (about, 'escalation:' || about);
        GET DIAGNOSTICS changed = ROW_COUNT;
        erased := erased + changed;
        DELETE FROM quarantine
        WHERE position BETWEEN base + first AND base + last AND position < order_position AND referent = about;
    END LOOP;

    RETURN erased;
END
$$;

-- Changes of level that were told: past the shortest term there is, or of a referent that something was erased of.
CREATE FUNCTION forget_told(referents text[], before bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    year_ago bigint := ((extract(epoch FROM now() - interval '1 year') + 62135596800) * 10000000)::bigint;
    changed  integer;
BEGIN
    DELETE FROM risk_change
    WHERE referent = ANY (referents) AND at < before
        AND (at < year_ago OR EXISTS (
            SELECT FROM event_log JOIN event_type ON event_type.number = event_log.type
            WHERE event_log.subject = risk_change.referent AND event_type.name = 'supervision.payloads.erased.v1'));
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- Closed episodes of follow-up, out of their list, of a referent that something was erased of.
CREATE FUNCTION forget_follow_up(about text, up_to integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    changed integer;
BEGIN
    DELETE FROM escalation
    WHERE referent = about AND episode <= up_to AND closed_at IS NOT NULL AND EXISTS (
        SELECT FROM event_log JOIN event_type ON event_type.number = event_log.type
        WHERE event_log.subject = about AND event_type.name = 'supervision.payloads.erased.v1');
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- Nobody else's tables can stand in for ours, and nobody may use them who was not given that (deploy/postgres/grants).
DO $$
DECLARE
    signature text;
BEGIN
    FOREACH signature IN ARRAY ARRAY[
        'erase_ordered(bigint, bytea)', 'forget_told(text[], bigint)', 'forget_follow_up(text, integer)'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', signature, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    END LOOP;
END
$$;
