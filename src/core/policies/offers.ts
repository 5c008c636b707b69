import type { Button } from '../card.ts';
import { clip } from '../text.ts';
import type { Clause } from './catalog.ts';
import type { ClauseAction } from './digest.ts';
import type { Offer } from './search/action.ts';
import type { PolicyAnswer } from './search/ask.ts';

export type Offered = { kind: ClauseAction; report: boolean; button: Button };

/** Which of the bot's kinds stand behind an offer; the first is taken when the clauses do not say. */
const KINDS: Readonly<Record<Exclude<Offer, 'none'>, readonly ClauseAction[]>> = {
  incident_report: ['incident', 'malware', 'lostDevice', 'passwordCompromise'],
  misdirected_mail: ['misdirectedMail'],
  violation_report: ['violation'],
  takeout_request: ['takeout'],
  remote_work_request: ['remoteWork'],
  byod_request: ['byod'],
  external_provision_request: ['externalProvision', 'copySend'],
  disposal_request: ['disposal'],
  software_request: ['software'],
  device_connect_request: ['networkConnect', 'deviceChange'],
  mail_address_request: ['mailAddress'],
  exception_request: ['exception'],
};

const LABELS: Partial<Record<ClauseAction, readonly [ja: string, en: string]>> = {
  incident: ['事故を報告する', 'Report an incident'],
  malware: ['ウイルス感染を報告する', 'Report malware'],
  lostDevice: ['紛失・盗難を報告する', 'Report loss or theft'],
  passwordCompromise: ['パスワードの危険を報告する', 'Report a compromised password'],
  misdirectedMail: ['誤送信を報告する', 'Report a misdirected mail'],
  violation: ['違反を報告する', 'Report a violation'],
  takeout: ['持ち出しを申請する', 'Request to take something out'],
  remoteWork: ['執務区域外での作業を申請する', 'Request to work outside the office'],
  byod: ['支給以外の端末を申請する', 'Request to use my own device'],
  externalProvision: ['外部提供を申請する', 'Request to provide information'],
  copySend: ['複製・送付を申請する', 'Request to copy or send'],
  disposal: ['廃棄を申請する', 'Request disposal'],
  software: ['ソフトウェア導入を申請する', 'Request software'],
  networkConnect: ['ネットワーク接続を申請する', 'Request a network connection'],
  deviceChange: ['機器の増設を申請する', 'Request a minor device addition'],
  mailAddress: ['メールアドレスを申し込む', 'Ask for a mail address'],
  exception: ['例外措置を申請する', 'Request an exception'],
};

/** What to do before anything is read or typed. */
export const firstAidFor = (kind: ClauseAction, english: boolean): string | undefined => {
  switch (kind) {
    case 'malware':
      return english
        ? 'First: unplug the LAN cable and switch Wi-Fi off. Do not switch the power off until told to. Call your information manager.'
        : 'まず、LANケーブルを抜き、Wi-Fiを切ってください。電源は指示があるまで切らず、電話で情報管理者へ。';
    case 'passwordCompromise':
      return english ? 'First: change the password now.' : 'まず、パスワードをいますぐ変えてください。';
    case 'misdirectedMail':
      return english
        ? 'First: ask the recipient to delete the mail, and do not send it again.'
        : 'まず、送り先に削除をお願いしてください。';
    case 'lostDevice':
    case 'incident':
      return english
        ? 'First: report now. A title and what happened are enough.'
        : 'まず、わかることだけで報告してください。件名と内容だけで送れます。';
    default:
      return undefined;
  }
};

const kindFor = (offer: Exclude<Offer, 'none'>, found: readonly Clause[]): ClauseAction => {
  const kinds = KINDS[offer];
  for (const { digest } of found) if (digest?.action && kinds.includes(digest.action)) return digest.action;
  return kinds[0] as ClauseAction;
};

/** The button for what the person wants to do, its form already filled with what the question said. */
export const offerButton = (answer: PolicyAnswer, found: readonly Clause[], question: string): Offered | undefined => {
  if (answer.offer === 'none') return undefined;
  const kind = kindFor(answer.offer, found);
  const [ja, en] = LABELS[kind] ?? ['申請する', 'Request'];
  return {
    kind,
    report: ['incident_report', 'misdirected_mail', 'violation_report'].includes(answer.offer),
    button: {
      label: answer.english ? en : ja,
      style: 'primary',
      action: { do: 'open', form: `${kind}/new`, arg: clip(question, 900) },
    },
  };
};
