import type { Button } from '../card.ts';
import { clip } from '../text.ts';
import type { ClauseAction } from './digest.ts';
import type { PolicyAnswer } from './search/ask.ts';

export type Offered = { kind: ClauseAction; report: boolean; button: Button };

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

/** The button for what the person wants to do, its form already filled with what the question said. */
export const offerButton = (answer: PolicyAnswer, question: string): Offered | undefined => {
  const { kind, offer } = answer;
  if (offer === 'none' || !kind) return undefined;
  const [ja, en] = LABELS[kind] ?? ['申請する', 'Request'];
  return {
    kind,
    report: ['incident_report', 'misdirected_mail', 'violation_report'].includes(offer),
    button: {
      label: answer.english ? en : ja,
      style: 'primary',
      action: { do: 'open', form: `${kind}/new`, arg: clip(question, 900) },
    },
  };
};
