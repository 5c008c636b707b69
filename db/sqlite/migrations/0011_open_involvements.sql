ALTER TABLE `involvements` ADD `open` integer;--> statement-breakpoint
CREATE INDEX `involvements_open` ON `involvements` (`person`,`case_id`) WHERE open is not 0;--> statement-breakpoint
UPDATE `involvements` SET `open` = (SELECT `cases`.`open` FROM `cases` WHERE `cases`.`id` = `case_id`);--> statement-breakpoint
CREATE TRIGGER `cases_turn` AFTER UPDATE OF `open` ON `cases` WHEN NEW.`open` IS NOT OLD.`open`
BEGIN UPDATE `involvements` SET `open` = NEW.`open` WHERE `case_id` = NEW.`id`; END;
