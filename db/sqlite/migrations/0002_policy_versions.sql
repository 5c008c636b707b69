CREATE TABLE `policy_versions` (
	`number` integer PRIMARY KEY NOT NULL,
	`imported_at` text NOT NULL,
	`file` text NOT NULL,
	`title` text NOT NULL,
	`version` text NOT NULL
);
