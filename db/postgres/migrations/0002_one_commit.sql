-- Puts a change of the chart; only what differs is written, and only then does the version grow.
CREATE FUNCTION mamori_change_directory(change jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  written bigint := 0;
  n bigint;
  moved text[];
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

  -- Decisions under way stand on the chart as it was; only at the end of a long import do new ones wait.
  IF written > 0 THEN
    PERFORM pg_advisory_xact_lock(7316, 2);
    UPDATE chart SET version = version + 1;
  END IF;
END
$$;
--> statement-breakpoint
-- Whether everything a commit rests on is still so; locks it until the transaction ends.
-- Each statement sees what was committed before it, also while it waited for a lock: so locks come first.
CREATE FUNCTION mamori_stands(change jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  directory integer := (change->>'expectDirectory')::integer;
BEGIN
  IF change->'directory' IS NOT NULL THEN PERFORM pg_advisory_xact_lock(7316, 5);
  ELSIF directory IS NOT NULL THEN PERFORM pg_advisory_xact_lock_shared(7316, 2);
  END IF;
  IF change->'expectCases' IS NOT NULL THEN
    PERFORM 1 FROM cases WHERE id = ANY (ARRAY(SELECT e->>'id' FROM jsonb_array_elements(change->'expectCases') e)) ORDER BY id FOR UPDATE;
  END IF;
  IF change->'expectTasks' IS NOT NULL THEN
    PERFORM 1 FROM tasks WHERE id = ANY (ARRAY(SELECT e->>'id' FROM jsonb_array_elements(change->'expectTasks') e)) ORDER BY id FOR UPDATE;
  END IF;
  IF EXISTS (SELECT 1 FROM intents WHERE key = ANY (ARRAY(SELECT jsonb_array_elements_text(change->'keys')))) THEN RETURN false; END IF;
  IF directory IS NOT NULL AND directory <> (SELECT version FROM chart) THEN RETURN false; END IF;
  IF change->'expectCases' IS NOT NULL AND EXISTS (
    SELECT 1 FROM jsonb_populate_recordset(null::cases, change->'expectCases') e LEFT JOIN cases c ON c.id = e.id
    WHERE coalesce(c.version, 0) <> e.version) THEN RETURN false; END IF;
  IF change->'expectTasks' IS NOT NULL AND EXISTS (
    SELECT 1 FROM jsonb_populate_recordset(null::tasks, change->'expectTasks') e LEFT JOIN tasks t ON t.id = e.id
    WHERE coalesce(t.version, 0) <> e.version) THEN RETURN false; END IF;
  RETURN NOT EXISTS (
    SELECT 1 FROM jsonb_populate_recordset(null::ledger, change->'expectTips') e
    WHERE e.seq <> coalesce((SELECT l.seq FROM ledger l WHERE l.chain = e.chain ORDER BY l.seq DESC LIMIT 1), 0));
END
$$;
--> statement-breakpoint
-- Writes changes that were decided on what stood a moment ago, all or none; false when that is no longer so.
-- One call, and so no lock is ever held while a message crosses the network, or by a process that has died.
CREATE FUNCTION mamori_commit(change jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT mamori_stands(change) THEN RETURN false; END IF;

  INSERT INTO intents SELECT * FROM jsonb_populate_recordset(null::intents, change->'intents');

  -- What is new has no row to lock: of two that make it, the second fails here, and is decided again.
  IF change->'newCases' IS NOT NULL THEN
    INSERT INTO cases SELECT * FROM jsonb_populate_recordset(null::cases, change->'newCases');
  END IF;
  IF change->'cases' IS NOT NULL THEN
    UPDATE cases SET status = n.status, version = n.version, open = n.open, unit = n.unit, owner = n.owner,
      updated_at = n.updated_at, state = n.state, involved = n.involved
    FROM jsonb_populate_recordset(null::cases, change->'cases') n WHERE cases.id = n.id;
  END IF;
  IF change->'reinvolve' IS NOT NULL THEN
    DELETE FROM involvements i WHERE i.case_id = ANY (ARRAY(SELECT jsonb_array_elements_text(change->'reinvolve')))
      AND NOT EXISTS (SELECT 1 FROM jsonb_populate_recordset(null::involvements, change->'involvements') w
        WHERE (w.person, w.case_id, w."as") = (i.person, i.case_id, i."as"));
  END IF;
  IF change->'involvements' IS NOT NULL THEN
    INSERT INTO involvements SELECT * FROM jsonb_populate_recordset(null::involvements, change->'involvements') ON CONFLICT DO NOTHING;
  END IF;

  IF change->'newTasks' IS NOT NULL THEN
    INSERT INTO tasks SELECT * FROM jsonb_populate_recordset(null::tasks, change->'newTasks');
  END IF;
  IF change->'tasks' IS NOT NULL THEN
    UPDATE tasks SET unit = n.unit, due = n.due, status = n.status, next = n.next, reminded = n.reminded,
      put_off = n.put_off, done_at = n.done_at, done_by = n.done_by, version = n.version
    FROM jsonb_populate_recordset(null::tasks, change->'tasks') n WHERE tasks.id = n.id;
  END IF;

  IF change->'directory' IS NOT NULL THEN PERFORM mamori_change_directory(change->'directory'); END IF;

  IF change->'ledger' IS NOT NULL THEN
    -- Places in the ledger are given before they are committed: who asks how far it is complete waits for us.
    PERFORM pg_advisory_xact_lock_shared(7316, 3);
    WITH added AS (
      INSERT INTO ledger (chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash)
      SELECT chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash
      FROM jsonb_populate_recordset(null::ledger, change->'ledger') RETURNING id, chain, seq)
    INSERT INTO ledger_details SELECT added.id, d.salt, d.text
    FROM jsonb_to_recordset(change->'details') AS d(chain text, seq integer, salt text, text text)
    JOIN added ON added.chain = d.chain AND added.seq = d.seq;
  END IF;

  IF change->'fired' IS NOT NULL THEN
    DELETE FROM timers WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text(change->'fired')));
  END IF;
  IF change->'subjects' IS NOT NULL THEN
    DELETE FROM timers WHERE subject = ANY (ARRAY(SELECT jsonb_array_elements_text(change->'subjects')))
      AND NOT id = ANY (ARRAY(SELECT t->>'id' FROM jsonb_array_elements(change->'timers') t));
  END IF;
  IF change->'timers' IS NOT NULL THEN
    INSERT INTO timers SELECT * FROM jsonb_populate_recordset(null::timers, change->'timers')
    ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, what = excluded.what, at = excluded.at
    WHERE (timers.subject, timers.what, timers.at) IS DISTINCT FROM (excluded.subject, excluded.what, excluded.at);
  END IF;

  PERFORM mamori_draw(change);
  RETURN true;
END
$$;
--> statement-breakpoint
-- How cards should look from now on.
CREATE FUNCTION mamori_draw(change jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Redrawing a case repeats cards that have not changed: those already delivered must not be sent once more.
  IF change->'shown' IS NOT NULL THEN
    INSERT INTO slots SELECT * FROM jsonb_populate_recordset(null::slots, change->'shown')
    ON CONFLICT (slot) DO UPDATE SET addressee = excluded.addressee, lane = excluded.lane, card = excluded.card,
      revision = slots.revision + 1, attempts = 0, due_at = excluded.due_at, parked = null, why = null
    WHERE (slots.card, slots.addressee) IS DISTINCT FROM (excluded.card, excluded.addressee);
  END IF;
  -- Drawn when it is delivered, like a home: so it has no card here.
  IF change->'digests' IS NOT NULL THEN
    INSERT INTO slots SELECT * FROM jsonb_populate_recordset(null::slots, change->'digests')
    ON CONFLICT (slot) DO UPDATE SET revision = slots.revision + 1, attempts = 0, due_at = excluded.due_at, parked = null, why = null;
  END IF;
  -- A parked home stays so until its owner opens it again: the account is gone, or never was.
  IF change->'homes' IS NOT NULL THEN
    WITH waiting AS (
      SELECT slot FROM slots WHERE slot = ANY (ARRAY(SELECT jsonb_array_elements_text(change->'homes')))
        AND surface = 'home' AND parked IS NULL ORDER BY slot FOR UPDATE)
    UPDATE slots SET revision = revision + 1, attempts = 0, due_at = (change->>'now')::bigint, why = null
    FROM waiting WHERE slots.slot = waiting.slot;
  END IF;
  IF change->'openedHomes' IS NOT NULL THEN
    INSERT INTO slots SELECT * FROM jsonb_populate_recordset(null::slots, change->'openedHomes')
    ON CONFLICT (slot) DO UPDATE SET addressee = excluded.addressee, revision = slots.revision + 1, attempts = 0,
      due_at = excluded.due_at, parked = null, why = null;
  END IF;
END
$$;
