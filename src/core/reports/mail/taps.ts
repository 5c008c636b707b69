import { choiceOrNone, text } from '../../fields.ts';
import type { Values } from '../../form-schema.ts';

const unknown = { value: 'unknown', label: '分からない' } as const;

const mistakes = [
  { value: 'bcc', label: 'BccでなくTo・Ccに入れた' },
  { value: 'person', label: '違う相手に送った' },
  { value: 'file', label: '違うファイルを付けた' },
  { value: 'hidden', label: 'ファイルに見えない情報が残っていた' },
  { value: 'link', label: 'リンクの共有範囲を間違えた' },
  unknown,
] as const;

const counts = [
  { value: '1', label: '1人' },
  { value: '10', label: '2〜10人' },
  { value: '100', label: '11〜100人' },
  { value: '1000', label: '101〜1,000人' },
  { value: 'more', label: '1,001人以上' },
  unknown,
] as const;

const places = [
  { value: 'inside', label: '財団の中だけ' },
  { value: 'outside', label: '財団の外だけ' },
  { value: 'both', label: '中と外の両方' },
  unknown,
] as const;

const contents = [
  { value: 'no', label: '含まれない' },
  { value: 'class2', label: '含まれないが、機密性2の情報がある' },
  { value: '100', label: '含まれる(100人分まで)' },
  { value: '1000', label: '含まれる(101〜1,000人分)' },
  { value: 'more', label: '含まれる(1,001人分以上)' },
  { value: 'unknown', label: '分からない・調査中' },
] as const;

const moments = [
  { value: 'now', label: 'たった今' },
  { value: 'hour', label: '1時間以内' },
  { value: 'today', label: '今日' },
  { value: 'yesterday', label: '昨日' },
  { value: 'before', label: 'もっと前' },
  unknown,
] as const;

/** Five taps and 送信: whoever is frightened types nothing. All may stay open; what nobody chose is unknown, never "no". */
export const mailFields = {
  mistake: choiceOrNone({ label: 'どんな間違い', options: mistakes }),
  recipients: choiceOrNone({ label: '送った人数', options: counts }),
  place: choiceOrNone({ label: '送り先', options: places }),
  personal: choiceOrNone({
    label: '個人情報',
    hint: '本文と添付に入っていたもの。分からないときは、そのままでかまいません。',
    options: contents,
  }),
  sent: choiceOrNone({ label: '送った時', options: moments }),
  subject: text({ label: '件名', hint: '空のままでも送れます', max: 100, required: false }),
  body: text({
    label: '内容',
    hint: '空のままでも送れます。送ったメールの中身や、相手の方のお名前は書かないでください。',
    max: 3000,
    lines: true,
    required: false,
  }),
};

export type Taps = Values<typeof mailFields>;

const labelIn = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? '分からない';

export const mistakeLabel = (value: string): string => labelIn(mistakes, value);
export const countLabel = (value: string): string => labelIn(counts, value);
export const placeLabel = (value: string): string => labelIn(places, value);
export const contentLabel = (value: string): string => labelIn(contents, value);

/** Each recipient outside saw the addresses of the others: personal data of as many people. */
const showsAddresses = ({ mistake, place, recipients }: Partial<Taps>): boolean =>
  mistake === 'bcc' && place !== 'inside' && recipients !== '1';

/** Whether personal data went out; what is not known is never "no". */
export const personalIn = (taps: Partial<Taps>): 'yes' | 'no' | 'unknown' => {
  const { personal = '' } = taps;
  if (!['', 'unknown', 'no', 'class2'].includes(personal) || showsAddresses(taps)) return 'yes';
  return personal === 'no' || personal === 'class2' ? 'no' : 'unknown';
};

/** It becomes an incident unless it is certain that neither personal data nor 機密性2 went out (2-8(1)(タ)④). */
export const becomesIncident = (taps: Partial<Taps>): boolean =>
  personalIn(taps) !== 'no' || taps.personal === 'class2';

const most: Readonly<Record<string, number>> = { '1': 1, '10': 10, '100': 100, '1000': 1000 };

/** The most persons concerned that the taps allow; undefined where there is no upper end or nobody knows. */
export const mostPersons = (taps: Partial<Taps>): number | undefined => {
  const { personal = '', recipients = '' } = taps;
  const content = personal === 'no' || personal === 'class2' ? 0 : most[personal];
  if (!showsAddresses(taps)) return content;
  const shown = most[recipients];
  return content === undefined || shown === undefined ? undefined : Math.max(content, shown);
};
