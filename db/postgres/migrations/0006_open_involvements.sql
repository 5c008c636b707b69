ALTER TABLE "involvements" ADD COLUMN "open" boolean;--> statement-breakpoint
CREATE INDEX "involvements_open" ON "involvements" USING btree ("person","case_id") WHERE open is not false;--> statement-breakpoint
UPDATE involvements SET open = cases.open FROM cases WHERE cases.id = case_id;--> statement-breakpoint
CREATE FUNCTION mamori_case_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE involvements SET open = NEW.open WHERE case_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER cases_turn AFTER UPDATE OF open ON cases FOR EACH ROW WHEN (NEW.open <> OLD.open)
EXECUTE FUNCTION mamori_case_turns();
