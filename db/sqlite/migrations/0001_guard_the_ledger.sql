CREATE TRIGGER `ledger_never_changes` BEFORE UPDATE ON `ledger` BEGIN SELECT RAISE(ABORT, 'a ledger record is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_never_goes` BEFORE DELETE ON `ledger` BEGIN SELECT RAISE(ABORT, 'a ledger record is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `seals_never_changes` BEFORE UPDATE ON `seals` BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `seals_never_goes` BEFORE DELETE ON `seals` BEGIN SELECT RAISE(ABORT, 'a seal is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_heads_never_changes` BEFORE UPDATE ON `seal_heads` BEGIN SELECT RAISE(ABORT, 'the head of a seal is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_heads_never_goes` BEFORE DELETE ON `seal_heads` BEGIN SELECT RAISE(ABORT, 'the head of a seal is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_details_never_goes` BEFORE DELETE ON `ledger_details` BEGIN SELECT RAISE(ABORT, 'details are erased, never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_details_only_erased` BEFORE UPDATE ON `ledger_details`
WHEN NEW.`text` IS NOT NULL OR NEW.`record` IS NOT OLD.`record` OR NEW.`salt` IS NOT OLD.`salt`
BEGIN SELECT RAISE(ABORT, 'details are erased, never changed'); END;
--> statement-breakpoint
INSERT INTO `chart` (`only`, `version`) VALUES (1, 0);
