CREATE TABLE `accounts` (
	`platform` text NOT NULL,
	`space` text NOT NULL,
	`user` text NOT NULL,
	`person` text,
	`email` text NOT NULL,
	`kind` text NOT NULL,
	`active` integer NOT NULL,
	`seen_at` text,
	PRIMARY KEY(`platform`, `space`, `user`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`open` integer NOT NULL,
	`unit` text NOT NULL,
	`owner` text NOT NULL,
	`opened_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`state` text NOT NULL,
	`involved` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cases_kind` ON `cases` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`id`) WHERE open = 1;--> statement-breakpoint
CREATE TABLE `chart` (
	`only` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`security_manager_unit` text,
	`infrastructure_manager_unit` text,
	`audit_lead` text
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`place` integer PRIMARY KEY NOT NULL,
	`order_number` integer NOT NULL,
	`organization` text NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`email` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counters` (
	`series` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deputies` (
	`id` text PRIMARY KEY NOT NULL,
	`principal` text NOT NULL,
	`deputy` text NOT NULL,
	`role` text NOT NULL,
	`from_date` text NOT NULL,
	`until_date` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `intents` (
	`key` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `involvements` (
	`person` text NOT NULL,
	`case_id` text NOT NULL,
	`as` text NOT NULL,
	PRIMARY KEY(`person`, `case_id`, `as`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `involvements_case` ON `involvements` (`case_id`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` integer PRIMARY KEY NOT NULL,
	`chain` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`type` text NOT NULL,
	`actor` text NOT NULL,
	`on_behalf_of` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_chain` ON `ledger` (`chain`,`seq`);--> statement-breakpoint
CREATE TABLE `ledger_details` (
	`record` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`text` text,
	FOREIGN KEY (`record`) REFERENCES `ledger`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `posts` (
	`person` text NOT NULL,
	`place` integer NOT NULL,
	`unit` text NOT NULL,
	`position` text NOT NULL,
	`employment` text NOT NULL,
	`from_date` text NOT NULL,
	`until_date` text,
	PRIMARY KEY(`person`, `place`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `seal_heads` (
	`number` integer NOT NULL,
	`chain` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`number`, `chain`),
	FOREIGN KEY (`number`) REFERENCES `seals`(`number`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `seals` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`records` integer NOT NULL,
	`root` text NOT NULL,
	`prev` text NOT NULL,
	`signature` text NOT NULL,
	`up_to` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `slots` (
	`slot` text PRIMARY KEY NOT NULL,
	`addressee` text NOT NULL,
	`lane` integer NOT NULL,
	`surface` text NOT NULL,
	`card` text,
	`revision` integer NOT NULL,
	`posted` text,
	`attempts` integer NOT NULL,
	`uncertain` integer NOT NULL,
	`due_at` integer,
	`lease_by` text,
	`lease_until` integer,
	`parked` text,
	`why` text
);
--> statement-breakpoint
CREATE INDEX `slots_due` ON `slots` (`lane`,`due_at`,`addressee`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `slots_leased` ON `slots` (`lease_until`,`addressee`) WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX `slots_parked` ON `slots` (`lane`) WHERE parked is not null;--> statement-breakpoint
CREATE TABLE `timers` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`what` text NOT NULL,
	`at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `timers_subject` ON `timers` (`subject`);--> statement-breakpoint
CREATE INDEX `timers_at` ON `timers` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`bu` text NOT NULL,
	`group_name` text NOT NULL,
	`until` text
);
