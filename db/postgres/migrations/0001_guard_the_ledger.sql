CREATE FUNCTION mamori_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION mamori_refuse('a ledger record is never changed');
--> statement-breakpoint
CREATE TRIGGER ledger_never_goes BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION mamori_refuse('a ledger record is never deleted');
--> statement-breakpoint
CREATE TRIGGER ledger_never_emptied BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION mamori_refuse('a ledger record is never deleted');
--> statement-breakpoint
CREATE TRIGGER seals_never_changes BEFORE UPDATE ON seals FOR EACH ROW EXECUTE FUNCTION mamori_refuse('a seal is never changed');
--> statement-breakpoint
CREATE TRIGGER seals_never_goes BEFORE DELETE ON seals FOR EACH ROW EXECUTE FUNCTION mamori_refuse('a seal is never deleted');
--> statement-breakpoint
CREATE TRIGGER seals_never_emptied BEFORE TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION mamori_refuse('a seal is never deleted');
--> statement-breakpoint
CREATE TRIGGER seal_heads_never_changes BEFORE UPDATE ON seal_heads FOR EACH ROW EXECUTE FUNCTION mamori_refuse('the head of a seal is never changed');
--> statement-breakpoint
CREATE TRIGGER seal_heads_never_goes BEFORE DELETE ON seal_heads FOR EACH ROW EXECUTE FUNCTION mamori_refuse('the head of a seal is never deleted');
--> statement-breakpoint
CREATE TRIGGER seal_heads_never_emptied BEFORE TRUNCATE ON seal_heads FOR EACH STATEMENT EXECUTE FUNCTION mamori_refuse('the head of a seal is never deleted');
--> statement-breakpoint
CREATE TRIGGER ledger_details_never_goes BEFORE DELETE ON ledger_details FOR EACH ROW EXECUTE FUNCTION mamori_refuse('details are erased, never deleted');
--> statement-breakpoint
CREATE TRIGGER ledger_details_never_emptied BEFORE TRUNCATE ON ledger_details FOR EACH STATEMENT EXECUTE FUNCTION mamori_refuse('details are erased, never deleted');
--> statement-breakpoint
CREATE TRIGGER ledger_details_only_erased BEFORE UPDATE ON ledger_details FOR EACH ROW
WHEN (NEW."text" IS NOT NULL OR NEW."record" <> OLD."record" OR NEW."salt" <> OLD."salt")
EXECUTE FUNCTION mamori_refuse('details are erased, never changed');
--> statement-breakpoint
INSERT INTO chart ("only", "version") VALUES (1, 0);
