/** Times of the organization (domain.md, routing): all configurable, all in JST. */
export type Settings = {
  /** 執務時間, `HH:mm`. */
  officeFrom: string;
  officeUntil: string;
  /** Reminders and waves wait until the end of this window; what a person has just done is told at once. */
  quietFrom: string;
  quietUntil: string;
  /** A decision unanswered for so many office hours is reminded. */
  remindAfterHours: number;
  /** Then the next person up is asked after so many business days. */
  escalateAfterDays: number;
  /** Holidays of the organization's own, and national ones it works on: `YYYY-MM-DD`. */
  closedDays: readonly string[];
  openDays: readonly string[];
};

export const defaultSettings: Settings = {
  officeFrom: '09:00',
  officeUntil: '17:30',
  quietFrom: '19:00',
  quietUntil: '08:00',
  remindAfterHours: 4,
  escalateAfterDays: 1,
  closedDays: [],
  openDays: [],
};
