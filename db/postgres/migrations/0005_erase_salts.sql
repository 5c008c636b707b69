DROP TRIGGER ledger_details_only_erased ON ledger_details;
--> statement-breakpoint
CREATE TRIGGER ledger_details_only_erased BEFORE UPDATE ON ledger_details FOR EACH ROW
WHEN (NEW."text" IS NOT NULL OR NEW."record" <> OLD."record" OR (NEW."salt" <> OLD."salt" AND NEW."salt" <> ''))
EXECUTE FUNCTION mamori_refuse('details are erased, never changed');
--> statement-breakpoint
UPDATE ledger_details SET salt = '' WHERE "text" IS NULL;
