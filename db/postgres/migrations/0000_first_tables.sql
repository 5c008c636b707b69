CREATE TABLE "accounts" (
	"platform" text collate "C" NOT NULL,
	"space" text collate "C" NOT NULL,
	"user" text collate "C" NOT NULL,
	"person" text collate "C",
	"email" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"active" boolean NOT NULL,
	"seen_at" text collate "C",
	"preferred" boolean DEFAULT false NOT NULL,
	CONSTRAINT "accounts_platform_space_user_pk" PRIMARY KEY("platform","space","user")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"open" boolean NOT NULL,
	"unit" text collate "C" NOT NULL,
	"owner" text collate "C" NOT NULL,
	"opened_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"involved" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chart" (
	"only" integer PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"security_manager_unit" text collate "C",
	"infrastructure_manager_unit" text collate "C",
	"audit_lead" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"place" integer PRIMARY KEY NOT NULL,
	"order_number" integer NOT NULL,
	"organization" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"phone" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"series" text collate "C" PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"principal" text collate "C" NOT NULL,
	"deputy" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"from_date" text collate "C" NOT NULL,
	"until_date" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intents" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "involvements" (
	"person" text collate "C" NOT NULL,
	"case_id" text collate "C" NOT NULL,
	"as" text collate "C" NOT NULL,
	CONSTRAINT "involvements_person_case_id_as_pk" PRIMARY KEY("person","case_id","as")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chain" text collate "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"actor" text collate "C" NOT NULL,
	"on_behalf_of" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"data" text collate "C" NOT NULL,
	"prev" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_details" (
	"record" bigint PRIMARY KEY NOT NULL,
	"salt" text collate "C" NOT NULL,
	"text" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"value" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"phone" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"number" integer PRIMARY KEY NOT NULL,
	"imported_at" text collate "C" NOT NULL,
	"file" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"version" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"person" text collate "C" NOT NULL,
	"place" integer NOT NULL,
	"unit" text collate "C" NOT NULL,
	"position" text collate "C" NOT NULL,
	"employment" text collate "C" NOT NULL,
	"from_date" text collate "C" NOT NULL,
	"until_date" text collate "C",
	CONSTRAINT "posts_person_place_pk" PRIMARY KEY("person","place")
);
--> statement-breakpoint
CREATE TABLE "seal_heads" (
	"number" integer NOT NULL,
	"chain" text collate "C" NOT NULL,
	"seq" integer NOT NULL,
	"hash" text collate "C" NOT NULL,
	CONSTRAINT "seal_heads_number_chain_pk" PRIMARY KEY("number","chain")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"number" integer PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL,
	"records" integer NOT NULL,
	"root" text collate "C" NOT NULL,
	"prev" text collate "C" NOT NULL,
	"signature" text collate "C" NOT NULL,
	"up_to" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"slot" text collate "C" PRIMARY KEY NOT NULL,
	"addressee" text collate "C" NOT NULL,
	"lane" integer NOT NULL,
	"surface" text collate "C" NOT NULL,
	"card" text collate "C",
	"revision" integer NOT NULL,
	"posted" text collate "C",
	"attempts" integer NOT NULL,
	"uncertain" integer NOT NULL,
	"due_at" bigint,
	"lease_by" text collate "C",
	"lease_until" bigint,
	"parked" text collate "C",
	"why" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"plan" text collate "C" NOT NULL,
	"person" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"due" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"next" text collate "C",
	"reminded" text collate "C",
	"put_off" integer NOT NULL,
	"done_at" text collate "C",
	"done_by" text collate "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"subject" text collate "C" NOT NULL,
	"what" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"bu" text collate "C" NOT NULL,
	"group_name" text collate "C" NOT NULL,
	"until" text collate "C"
);
--> statement-breakpoint
ALTER TABLE "ledger_details" ADD CONSTRAINT "ledger_details_record_ledger_id_fk" FOREIGN KEY ("record") REFERENCES "ledger"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seal_heads" ADD CONSTRAINT "seal_heads_number_seals_number_fk" FOREIGN KEY ("number") REFERENCES "seals"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_kind" ON "cases" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "cases_unit" ON "cases" USING btree ("kind","unit","opened_at");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("id") WHERE open;--> statement-breakpoint
CREATE INDEX "involvements_case" ON "involvements" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_chain" ON "ledger" USING btree ("chain","seq");--> statement-breakpoint
CREATE INDEX "slots_due" ON "slots" USING btree ("lane","due_at","addressee") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "slots_leased" ON "slots" USING btree ("lease_until","addressee") WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX "slots_parked" ON "slots" USING btree ("lane") WHERE parked is not null;--> statement-breakpoint
CREATE INDEX "tasks_next" ON "tasks" USING btree ("next") WHERE next is not null;--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("person");--> statement-breakpoint
CREATE INDEX "tasks_plan" ON "tasks" USING btree ("plan","unit","status");--> statement-breakpoint
CREATE INDEX "timers_subject" ON "timers" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "timers_at" ON "timers" USING btree ("at","id");