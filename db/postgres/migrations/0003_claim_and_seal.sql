-- Leases due slots: the most urgent lane first, the oldest first, at most one a recipient.
-- One claim at a time: two at once would each see a recipient as free and send two cards. It lasts as long as one
-- statement on the server, whatever becomes of the process that asked.
CREATE FUNCTION mamori_claim(worker text, now_ms bigint, lease_ms bigint, most integer, asked_lanes integer[])
RETURNS SETOF slots LANGUAGE plpgsql AS $$
DECLARE
  busy text[];
  place integer;
  waiting record;
  leased slots;
BEGIN
  PERFORM pg_advisory_xact_lock(7316, 4);
  SELECT coalesce(array_agg(addressee), '{}') INTO busy FROM slots WHERE lease_until > now_ms;
  FOREACH place IN ARRAY asked_lanes LOOP
    -- Read as far as the limit needs: 100,000 waiting reminders cost nothing.
    FOR waiting IN SELECT slot, addressee FROM slots
      WHERE due_at IS NOT NULL AND lane = place AND due_at <= now_ms AND coalesce(lease_until, 0) <= now_ms
      ORDER BY due_at, addressee
    LOOP
      EXIT WHEN most < 1;
      CONTINUE WHEN waiting.addressee = ANY (busy);
      -- A card that is being redrawn this very moment comes with the next look.
      PERFORM 1 FROM slots WHERE slot = waiting.slot AND due_at <= now_ms AND coalesce(lease_until, 0) <= now_ms FOR UPDATE SKIP LOCKED;
      CONTINUE WHEN NOT FOUND;
      -- A lease that ran out belonged to somebody who may have sent the card and died before saying so.
      UPDATE slots SET lease_by = worker, lease_until = now_ms + lease_ms,
        uncertain = CASE WHEN lease_until IS NULL THEN uncertain ELSE 1 END
      WHERE slot = waiting.slot RETURNING * INTO leased;
      busy := busy || leased.addressee;
      most := most - 1;
      RETURN NEXT leased;
    END LOOP;
  END LOOP;
END
$$;
--> statement-breakpoint
-- The last place of the ledger before which nothing is still being written: places are given before they are committed.
CREATE FUNCTION mamori_settled() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7316, 3);
  RETURN (SELECT coalesce(max(id), 0) FROM ledger);
END
$$;
