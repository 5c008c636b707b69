import type { Button } from '../card.ts';
import { carried } from '../carried.ts';
import { featureOf } from '../features.ts';
import type { RawValues } from '../form.ts';
import type { JstDate } from '../people/directory.ts';
import { isReportKind } from '../reports/kinds.ts';
import { takeoutDetails } from '../requests/kinds/takeout-words.ts';
import { kinds } from '../requests/kinds.ts';
import type { ClauseAction } from './digest.ts';
import type { PolicyAnswer } from './search/ask.ts';

const REQUESTS: Partial<Record<ClauseAction, readonly [ja: string, en: string]>> = {
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
  settingChange: ['セキュリティ設定の変更を申請する', 'Request a change of security settings'],
  cloudService: ['クラウド利用を申請する', 'Request a cloud service'],
  externalAccess: ['外部からのアクセスを申請する', 'Request access from outside'],
  exchange: ['他団体との交換を申請する', 'Request an exchange with another body'],
  classify: ['分類の判断を頼む', 'Ask for a classification'],
  exception: ['例外措置を申請する', 'Request an exception'],
};

type Report = { ja: string; en: string; subject: string };

const INCIDENT: Report = { ja: '事故を報告する', en: 'Report an incident', subject: '' };

const REPORTS: Partial<Record<ClauseAction, Report>> = {
  incident: INCIDENT,
  malware: { ja: 'ウイルス感染を報告する', en: 'Report malware', subject: 'ウイルス感染の疑い' },
  lostDevice: { ja: '紛失・盗難を報告する', en: 'Report loss or theft', subject: '紛失・盗難' },
  passwordCompromise: {
    ja: 'パスワードの危険を報告する',
    en: 'Report a compromised password',
    subject: 'パスワードを知られたおそれ',
  },
  misdirectedMail: { ja: '誤送信を報告する', en: 'Report a misdirected mail', subject: 'メールの誤送信' },
  violation: { ja: '違反を報告する', en: 'Report a violation', subject: 'ポリシー違反' },
};

/** What to do before anything is read or typed. */
export const firstAidFor = (kind: ClauseAction, english: boolean): string | undefined => {
  switch (kind) {
    case 'malware':
      return english
        ? 'First: unplug the LAN cable and switch Wi-Fi off. Do not switch the power off until told to. Call your information manager.'
        : 'まず、LANケーブルを抜き、Wi-Fiを切ってください。電源は指示があるまで切らず、電話で情報管理者へ。';
    case 'suspiciousMail':
      return english
        ? 'First: open neither attachment nor link, and do not reply. You may delete it.'
        : 'まず、添付もリンクも開かず、返信もしないでください。削除してかまいません。';
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

const open = (label: string, form: string, raw: RawValues): Button => ({
  label,
  style: 'primary',
  action: { do: 'open', form, arg: carried({ raw }) },
});

/** A clause that is no report of its own leads to the form of an accident. */
export const reportButton = (kind: ClauseAction, told: string, english: boolean): Button => {
  const { ja, en, subject } = REPORTS[kind] ?? INCIDENT;
  const form = isReportKind(kind) ? `${kind}/new` : 'incident/new';
  const raw = { ...(subject ? { subject } : {}), body: told };
  return { ...open(english ? en : ja, form, raw), style: 'danger' };
};

export const isReport = ({ offer }: PolicyAnswer): boolean =>
  offer === 'incident_report' || offer === 'misdirected_mail' || offer === 'violation_report';

const filled = (kind: ClauseAction, question: string, today: JstDate | undefined): RawValues => {
  if (kind === 'takeout') return takeoutDetails(question, today);
  const found = kinds.find(({ name }) => name === kind);
  const said = found?.hear(question, today) ?? {};
  return found && 'purpose' in found.fields ? { purpose: question, ...said } : said;
};

/** The button for the permission somebody wants; none where this kind has no form, or is not theirs to ask. */
export const requestButton = (
  answer: PolicyAnswer,
  question: string,
  about: { mayAsk: (kind: string) => boolean; today: JstDate | undefined },
): Button | undefined => {
  const { kind, english } = answer;
  if (!kind || isReport(answer) || !featureOf(kind) || !about.mayAsk(kind)) return undefined;
  const [ja, en] = REQUESTS[kind] ?? ['申請する', 'Request'];
  return open(english ? en : ja, `${kind}/new`, filled(kind, question, about.today));
};
