-- Puts a change of the chart; only what differs is written, and only then does the version grow. A change of some
-- accounts alone is kept for a while under its version: processes that know the version before need read nothing else.
CREATE OR REPLACE FUNCTION mamori_change_directory(change jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  written bigint := 0;
  n bigint;
  moved text[];
  grown integer;
BEGIN
  INSERT INTO people SELECT * FROM jsonb_populate_recordset(null::people, change->'people')
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, phone = excluded.phone
  WHERE (people.name, people.email, people.phone) IS DISTINCT FROM (excluded.name, excluded.email, excluded.phone);
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  INSERT INTO units SELECT * FROM jsonb_populate_recordset(null::units, change->'units')
  ON CONFLICT (id) DO UPDATE SET bu = excluded.bu, group_name = excluded.group_name, until = excluded.until
  WHERE (units.bu, units.group_name, units.until) IS DISTINCT FROM (excluded.bu, excluded.group_name, excluded.until);
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  WITH holders AS (SELECT jsonb_array_elements_text(change->'holders') AS person),
  held AS (SELECT p.person, jsonb_agg(to_jsonb(p) ORDER BY p.place) AS list FROM posts p JOIN holders USING (person) GROUP BY p.person),
  wanted AS (SELECT w.person, jsonb_agg(to_jsonb(w) ORDER BY w.place) AS list FROM jsonb_populate_recordset(null::posts, change->'posts') w GROUP BY w.person)
  SELECT coalesce(array_agg(person), '{}') INTO moved
  FROM holders LEFT JOIN held USING (person) LEFT JOIN wanted USING (person) WHERE held.list IS DISTINCT FROM wanted.list;
  IF cardinality(moved) > 0 THEN
    DELETE FROM posts WHERE person = ANY (moved);
    INSERT INTO posts SELECT w.* FROM jsonb_populate_recordset(null::posts, change->'posts') w WHERE w.person = ANY (moved);
    written := written + cardinality(moved);
  END IF;

  INSERT INTO deputies SELECT * FROM jsonb_populate_recordset(null::deputies, change->'deputies')
  ON CONFLICT (id) DO UPDATE SET principal = excluded.principal, deputy = excluded.deputy, role = excluded.role,
    from_date = excluded.from_date, until_date = excluded.until_date
  WHERE (deputies.principal, deputies.deputy, deputies.role, deputies.from_date, deputies.until_date)
    IS DISTINCT FROM (excluded.principal, excluded.deputy, excluded.role, excluded.from_date, excluded.until_date);
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  -- A change is made from a copy of the directory: it must not set back when the account was last used.
  INSERT INTO accounts SELECT * FROM jsonb_populate_recordset(null::accounts, change->'accounts')
  ON CONFLICT (platform, space, "user") DO UPDATE SET person = excluded.person, email = excluded.email,
    kind = excluded.kind, active = excluded.active, preferred = excluded.preferred,
    seen_at = greatest(accounts.seen_at, excluded.seen_at)
  WHERE (accounts.person, accounts.email, accounts.kind, accounts.active, accounts.preferred)
    IS DISTINCT FROM (excluded.person, excluded.email, excluded.kind, excluded.active, excluded.preferred)
    OR excluded.seen_at > coalesce(accounts.seen_at, '');
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  UPDATE chart SET security_manager_unit = r.security_manager_unit,
    infrastructure_manager_unit = r.infrastructure_manager_unit, audit_lead = r.audit_lead
  FROM jsonb_populate_recordset(null::chart, change->'roles') r
  WHERE (chart.security_manager_unit, chart.infrastructure_manager_unit, chart.audit_lead)
    IS DISTINCT FROM (r.security_manager_unit, r.infrastructure_manager_unit, r.audit_lead);
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  UPDATE chart SET settings = change->>'settings'
  WHERE change->>'settings' IS NOT NULL AND settings IS DISTINCT FROM change->>'settings';
  GET DIAGNOSTICS n = ROW_COUNT; written := written + n;

  -- Decisions under way stand on the chart as it was; only at the end of a long import do new ones wait.
  IF written > 0 THEN
    PERFORM pg_advisory_xact_lock(7316, 2);
    UPDATE chart SET version = version + 1 RETURNING version INTO grown;
    DELETE FROM marks WHERE name > 'accounts/' AND name <= 'accounts/' || lpad(greatest(grown - 100, 0)::text, 10, '0');
    IF jsonb_array_length(change->'accounts') BETWEEN 1 AND 100 AND change->>'settings' IS NULL
      AND (change->'people') || (change->'units') || (change->'holders') || (change->'deputies') || (change->'roles') = '[]'
    THEN
      INSERT INTO marks (name, value)
      SELECT 'accounts/' || lpad(grown::text, 10, '0'),
        jsonb_agg(jsonb_build_array(platform, space, "user", email, kind, active, person, seen_at, preferred))::text
      FROM jsonb_populate_recordset(null::accounts, change->'accounts')
      ON CONFLICT (name) DO UPDATE SET value = excluded.value;
    END IF;
  END IF;
END
$$;
