ALTER FUNCTION mamori_change_directory(jsonb) RENAME TO mamori_put_directory;
--> statement-breakpoint
-- Puts a change of the chart. One of some accounts alone is kept for a while under the version it made: processes that
-- know the version before need read nothing else.
CREATE FUNCTION mamori_change_directory(change jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before integer := (SELECT version FROM chart);
  grown integer;
BEGIN
  PERFORM mamori_put_directory(change);
  SELECT version INTO grown FROM chart;
  IF grown = before THEN RETURN; END IF;
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
END
$$;
