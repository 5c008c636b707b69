CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`plan` text NOT NULL,
	`person` text NOT NULL,
	`unit` text NOT NULL,
	`due` text NOT NULL,
	`status` text NOT NULL,
	`next` text,
	`reminded` text,
	`put_off` integer NOT NULL,
	`done_at` text,
	`done_by` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tasks_next` ON `tasks` (`next`) WHERE next is not null;--> statement-breakpoint
CREATE INDEX `tasks_person` ON `tasks` (`person`);--> statement-breakpoint
CREATE INDEX `tasks_plan` ON `tasks` (`plan`,`unit`,`status`);