import { z } from 'zod';
import { text } from '../fields.ts';

/** 事件・事故 (2-7(3)): two fields are enough to send. */
export const Incident = z.object({
  status: z.enum(['reported', 'received']),
  /** A person's id, or `slack:T1/U1` where the account is not in the chart. */
  reporter: z.string(),
  unit: z.string(),
  subject: z.string(),
  body: z.string(),
  reportedAt: z.string(),
  /** Who was told, at once. */
  told: z.array(z.string()),
  received: z.object({ by: z.string(), at: z.string() }).optional(),
});
export type Incident = z.infer<typeof Incident>;

export const incidentFields = {
  subject: text({ label: '件名', hint: '例: USBメモリが見当たらない', max: 100 }),
  body: text({
    label: '内容',
    hint: '分かる範囲でかまいません。漏れた個人情報そのものは書かないでください。',
    max: 3000,
    lines: true,
  }),
};
