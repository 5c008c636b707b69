import { showDate } from '../../../time.ts';
import { groundWords } from '../words.ts';
import type { DraftCase } from './draft-case.ts';

/** What is not known is never passed over: it stands in the text and must be filled in by hand. */
export const orCheck = (value: string, what: string): string => value || `【要確認: ${what}】`;

export const persons = ({ facts }: DraftCase): string =>
  facts.persons === undefined ? '【要確認: 本人の数】' : `最大 ${facts.persons.toLocaleString('ja-JP')}人`;

export const grounds = ({ assessment }: DraftCase): string =>
  assessment.is === 'reportable'
    ? assessment.grounds.map((ground) => groundWords[ground]).join('、')
    : '【要確認: 報告が要る理由】';

export const today = (about: DraftCase): string => showDate(about.today);

export const foundation = '【要確認: 財団の名称】';

/** A heading with its lines, as documents of a public office number them. */
export const numbered = (parts: readonly (readonly [heading: string, value: string])[]): string[] =>
  parts.map(([heading, value], at) => `${at + 1} ${heading}\n${indented(value)}`);

const indented = (value: string): string =>
  value
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');

export const contact = ({ items }: DraftCase): string => orCheck(items.contact, '担当部署、電話番号、受付時間');
