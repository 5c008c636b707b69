DROP TRIGGER `ledger_details_only_erased`;
--> statement-breakpoint
CREATE TRIGGER `ledger_details_only_erased` BEFORE UPDATE ON `ledger_details`
WHEN NEW.`text` IS NOT NULL OR NEW.`record` IS NOT OLD.`record` OR (NEW.`salt` IS NOT OLD.`salt` AND NEW.`salt` IS NOT '')
BEGIN SELECT RAISE(ABORT, 'details are erased, never changed'); END;
--> statement-breakpoint
UPDATE `ledger_details` SET `salt` = '' WHERE `text` IS NULL;
