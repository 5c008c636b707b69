import type { JstDate } from '../../people/directory.ts';
import { jstDate, plusDays, plusMinutes } from '../../time.ts';
import type { Item, Items } from '../items.ts';
import { type When, whenOf } from '../when.ts';
import {
  becomesIncident,
  contentLabel,
  countLabel,
  mistakeLabel,
  mostPersons,
  personalIn,
  placeLabel,
  type Taps,
} from './taps.ts';

type Told = { subject: string; body: string };

const usualSubject = 'メールの誤送信';

const named = (value: string): boolean => value !== '' && value !== 'unknown';

/** 件名 and 内容, said by the taps where nothing was typed. */
export const toldBy = (taps: Taps): Told => {
  const tapped = [
    ...(named(taps.mistake) ? [mistakeLabel(taps.mistake)] : []),
    ...(named(taps.recipients) ? [`送った人数: ${countLabel(taps.recipients)}`] : []),
    ...(named(taps.place) ? [`送り先: ${placeLabel(taps.place)}`] : []),
    ...(named(taps.personal) ? [`本文や添付の個人情報: ${contentLabel(taps.personal)}`] : []),
  ];
  const body = [taps.body, tapped.join('、')].filter((part) => part !== '').join('\n');
  const mistake = named(taps.mistake) ? `(${mistakeLabel(taps.mistake)})` : '';
  const subject = taps.subject === '' || taps.subject === usualSubject ? `${usualSubject}${mistake}` : taps.subject;
  return { subject, body: body === '' ? '詳しいことは、これから確かめます。' : body };
};

const sentAt = (sent: string, now: string): When | undefined => {
  const today: JstDate = jstDate(now);
  switch (sent) {
    case 'now':
      return whenOf(now);
    case 'hour':
      // An hour ago may have been yesterday.
      return jstDate(plusMinutes(now, -60)) === today ? { on: today, clock: '' } : undefined;
    case 'today':
      return { on: today, clock: '' };
    case 'yesterday':
      return { on: plusDays(today, -1), clock: '' };
    default:
      return undefined;
  }
};

const leaked = (taps: Taps): string => {
  const shown = taps.mistake === 'bcc' && taps.place !== 'inside' ? ['ほかの宛先のメールアドレス'] : [];
  const held = taps.personal === 'class2' ? ['機密性2の情報(個人情報なし)'] : [];
  const personal = ['', 'unknown', 'no', 'class2'].includes(taps.personal)
    ? []
    : [`個人情報: ${contentLabel(taps.personal)}`];
  return [...shown, ...held, ...personal].join('、');
};

/** Of the nine items of 2-7(3)(イ), all that the taps already say; what is not known is 調査中. */
export const itemsBy = (taps: Taps, by: string, at: string): Items => {
  const { subject, body } = toldBy(taps);
  const known = (value: string): Item => ({ is: 'known', value, by, at });
  const when = sentAt(taps.sent, at);
  const out = leaked(taps);
  return {
    subject: known(subject),
    body: known(body),
    foundAt: { is: 'moment', when: whenOf(at), by, at },
    occurredAt: when ? { is: 'moment', when, by, at } : { is: 'open', by, at },
    ...(out ? { leaked: known(out) } : {}),
    ...(!out && becomesIncident(taps) ? { leaked: { is: 'open', by, at } as const } : {}),
    ...(named(taps.mistake) ? { cause: known(mistakeLabel(taps.mistake)) } : {}),
  };
};

/** What the ledger may keep for ever. */
export const recordOf = (taps: Taps) => ({
  mistake: taps.mistake || 'unknown',
  recipients: taps.recipients || 'unknown',
  place: taps.place || 'unknown',
  content: taps.personal || 'unknown',
  personal: personalIn(taps),
  /** The law counts persons; null where nobody knows. */
  mostPersons: mostPersons(taps) ?? null,
  sent: taps.sent || 'unknown',
});
