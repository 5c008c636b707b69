import { z } from 'zod';
import { text } from '../../fields.ts';

/** What the Commission wants beyond the nine items of 2-7(3)(イ); the number of persons is in the breach facts. Empty: 調査中. */
export const CommissionItems = z.object({
  secondary: z.string(),
  response: z.string(),
  publication: z.string(),
  prevention: z.string(),
  contact: z.string(),
});
export type CommissionItems = z.infer<typeof CommissionItems>;

const asked = (label: string, hint: string) => text({ label, hint, max: 1000, lines: true, required: false });

export const commissionFields = {
  secondary: asked('二次被害', 'あったか、おそれがあるか。例: いまのところ確認されていない'),
  response: asked('本人への対応', '例: 全員に文書で知らせる。12月5日に発送'),
  publication: asked('公表', '例: 12月4日に財団のサイトで公表'),
  prevention: asked('再発防止のための措置', '済んだものと、これからのもの'),
  contact: text({
    label: '問い合わせ先',
    hint: '下書きに入ります。例: 総務部総務グループ 電話0000-00-0000',
    max: 200,
    required: false,
  }),
};

export const noCommissionItems: CommissionItems = {
  secondary: '',
  response: '',
  publication: '',
  prevention: '',
  contact: '',
};

/** Labels of what is still empty. */
export const missingCommissionItems = (items: CommissionItems): string[] =>
  (['secondary', 'response', 'publication', 'prevention'] as const)
    .filter((name) => items[name] === '')
    .map((name) => commissionFields[name].label);
