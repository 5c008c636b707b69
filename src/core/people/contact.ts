/** One line of the 緊急時連絡網 (2-9(4)(ウ)): people of ours, police, the city's offices, contractors. */
export type Contact = { order: number; organization: string; role: string; name: string; phone: string; email: string };
