import { z } from 'zod';

const clock = z.string();
const days = z.array(z.string()).readonly();

/** A software anybody may have installed without asking (2-8(1)(ツ)); `until`: last day of its maker's support, empty where unknown. */
export const ListedSoftware = z.object({ product: z.string(), version: z.string(), until: z.string() });
export type ListedSoftware = z.infer<typeof ListedSoftware>;

/** What the organization itself decides (domain.md, routing): all configurable, all times in JST. */
export const Settings = z.object({
  /** 執務時間, `HH:mm`. */
  officeFrom: clock,
  officeUntil: clock,
  /** Reminders and waves wait until the end of this window; what a person has just done is told at once. */
  quietFrom: clock,
  quietUntil: clock,
  /** A report nobody has said 受け付けた to goes to the next person up after so many minutes. */
  receiveMinutes: z.number(),
  /** A decision unanswered for so many office hours is reminded. */
  remindAfterHours: z.number(),
  /** Then the next person up is asked after so many business days. */
  escalateAfterDays: z.number(),
  /** A staff file by which more than so many percent of all people leave is asked about once more. */
  leavePercent: z.number(),
  /** Holidays of the organization's own, and national ones it works on: `YYYY-MM-DD`. */
  closedDays: days,
  openDays: days,
  software: z.array(ListedSoftware).readonly(),
  /** The 情報セキュリティ管理者's procedure for devices that are not issued (2-7(1)(カ)); empty where it is handed out on paper. */
  byodProcedure: z.string(),
});
export type Settings = z.infer<typeof Settings>;

/** What the organization has decided otherwise than the defaults. */
export const OwnSettings = Settings.partial();
export type OwnSettings = { readonly [K in keyof Settings]?: Settings[K] };

export const defaultSettings: Settings = {
  officeFrom: '09:00',
  officeUntil: '17:30',
  quietFrom: '19:00',
  quietUntil: '08:00',
  receiveMinutes: 15,
  remindAfterHours: 4,
  escalateAfterDays: 1,
  leavePercent: 20,
  closedDays: [],
  openDays: [],
  software: [],
  byodProcedure: '',
};
