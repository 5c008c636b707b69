import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { assertNever } from '../result.ts';
import { clip } from '../text.ts';
import { showDate, showTime } from '../time.ts';
import { isOver, type OrgChange } from './state.ts';
import type { AnySubject, ShownSection } from './subject.ts';

export const numberOf = (subject: AnySubject, id: string): string => `${subject.label} ${caseNumber(id)}`;

/** So many lines of each heading fit one look; the rest is a press away. */
const few = 6;
const page = 40;

const name = (ctx: Ctx, person: string): string => `${ctx.dir.person(person)?.name ?? person}さん`;

const sectionBlocks = ({ title, lines }: ShownSection, most: number): Block[] => [
  text(lines.length > 0 ? `${title}: ${lines.length}件` : title, 'strong'),
  ...(lines.length > 0 ? [{ kind: 'list' as const, items: lines.slice(0, most).map((line) => clip(line, 300)) }] : []),
  ...(lines.length > most ? [text(`ほか${lines.length - most}件`, 'subtle')] : []),
];

const press = (id: string, state: OrgChange, label: string, verb: string, more: Partial<Button> = {}): Button => ({
  label,
  action: { do: 'press', verb, case: id, version: state.revision },
  ...more,
});

const whole = (id: string, state: OrgChange): Button[] =>
  state.sections.some(({ lines }) => lines.length > few)
    ? [{ label: 'すべて見る', action: { do: 'press', verb: 'whole', case: id, arg: '0' } }]
    : [];

const dropIt = (id: string, state: OrgChange): Button =>
  press(id, state, 'やめる', 'drop', {
    confirm: { title: 'やめますか', text: '用意した内容は残りません。', yes: 'やめる', no: '戻る' },
  });

const statusWords = (ctx: Ctx, state: OrgChange): string => {
  switch (state.status) {
    case 'proposed':
      return 'まだ何も変えていません。下の内容を確かめて、よければ「反映する」を押してください。';
    case 'sure':
      return `まだ何も変えていません。${state.sure ?? ''} 間違いがなければ「それでも反映する」を押してください。`;
    case 'asked':
      return `${state.seconds.map((each) => name(ctx, each)).join('か')}の確認を待っています。ご自分の権限か財団全体の役割が変わるため、もう1人の確認が要ります。(対策基準 3(2)(カ)①)`;
    case 'waiting':
      return `${showDate(state.from ?? '')}に反映します。それまでは変わりません。`;
    case 'applied':
      return '反映しました。';
    case 'dropped':
      return state.why ? `反映しませんでした。${state.why}` : 'やめました。何も変えていません。';
    case 'declined':
      return `確認した方が却下しました。理由: ${state.why ?? ''}`;
    default:
      return assertNever(state.status);
  }
};

const tones: Readonly<Record<OrgChange['status'], Card['tone']>> = {
  proposed: 'attention',
  sure: 'stop',
  asked: 'plain',
  waiting: 'plain',
  applied: 'good',
  dropped: 'plain',
  declined: 'stop',
};

const shownLines = (state: OrgChange): Block[] => state.sections.flatMap((section) => sectionBlocks(section, few));

const traces = (ctx: Ctx, state: OrgChange): Block[] => [
  text(
    [
      `用意した方: ${name(ctx, state.by)}(${showTime(state.proposedAt)})`,
      ...(state.second ? [`確認した方: ${name(ctx, state.second.by)}(${showTime(state.second.at)})`] : []),
      ...(state.endedAt ? [`終わり: ${showTime(state.endedAt)}`] : []),
    ].join('\n'),
    'subtle',
  ),
];

/** For whoever prepared it. */
export const ownCard = (ctx: Ctx, subject: AnySubject, id: string, state: OrgChange): Card => {
  const title = numberOf(subject, id);
  const next: Readonly<Partial<Record<OrgChange['status'], Button[]>>> = {
    proposed: [
      press(id, state, '反映する', 'apply', {
        style: 'primary',
        confirm: {
          title: '反映しますか',
          text: `${subject.label}を、表示した内容に変えます。`,
          yes: '反映する',
          no: '戻る',
        },
      }),
      dropIt(id, state),
    ],
    sure: [press(id, state, 'それでも反映する', 'applyAll', { style: 'danger' }), dropIt(id, state)],
    asked: [dropIt(id, state)],
    waiting: [dropIt(id, state)],
  };
  const own = [...(next[state.status] ?? []), ...whole(id, state)];
  return {
    title,
    tone: tones[state.status],
    notice: title,
    blocks: [
      text(statusWords(ctx, state), 'strong'),
      ...shownLines(state),
      ...(state.seconds.length > 0 && ['proposed', 'sure'].includes(state.status)
        ? [
            text(
              'ご自分の権限か財団全体の役割が変わるため、「反映する」のあと、もう1人(責任者か管理者)の確認が要ります。',
              'subtle',
            ),
          ]
        : []),
      ...traces(ctx, state),
      text(`根拠: ${showClause(subject.clause)}`, 'subtle'),
      ...(own.length > 0 ? [buttons(...own)] : []),
    ],
  };
};

const secondWords = (ctx: Ctx, state: OrgChange): string =>
  isOver(state) || state.status === 'waiting'
    ? statusWords(ctx, state)
    : `内容が変わったため、${name(ctx, state.by)}が見直しています。`;

/** For whoever is asked to agree. */
export const secondCard = (ctx: Ctx, subject: AnySubject, id: string, state: OrgChange): Card => {
  const title = `${numberOf(subject, id)} 確認のお願い`;
  const asked = state.status === 'asked';
  return {
    title,
    tone: asked ? 'attention' : tones[state.status],
    notice: title,
    blocks: [
      text(
        asked
          ? `${name(ctx, state.by)}が用意した変更です。用意した方の権限か、財団全体の役割が変わります。内容を確かめて、決めてください。(対策基準 3(2)(カ)①)`
          : secondWords(ctx, state),
        'strong',
      ),
      ...shownLines(state),
      ...traces(ctx, state),
      ...(asked
        ? [
            buttons(
              press(id, state, '確認して反映する', 'consent', {
                style: 'primary',
                confirm: {
                  title: '反映しますか',
                  text: `${subject.label}を、表示した内容に変えます。`,
                  yes: '反映する',
                  no: '戻る',
                },
              }),
              {
                label: '却下',
                style: 'danger',
                action: { do: 'open', form: `${subject.kind}/decline`, case: id, version: state.revision },
              },
              ...whole(id, state),
            ),
          ]
        : []),
    ],
  };
};

/** Every line, some at a time. */
export const wholeCard = (subject: AnySubject, id: string, state: OrgChange, at: number): Card => {
  const all = state.sections.flatMap(({ title, lines }) => lines.map((line) => ({ title, line })));
  const from = Math.min(Math.max(0, at), Math.max(0, Math.ceil(all.length / page) - 1)) * page;
  const shown = all.slice(from, from + page);
  const titles = [...new Set(shown.map(({ title }) => title))];
  const more = all.length > from + page;
  const title = `${numberOf(subject, id)} ${from + 1}〜${from + shown.length}件目(全${all.length}件)`;
  return {
    title,
    tone: 'plain',
    notice: numberOf(subject, id),
    blocks: [
      ...titles.flatMap((heading): Block[] => [
        text(heading, 'strong'),
        { kind: 'list', items: shown.filter((each) => each.title === heading).map(({ line }) => clip(line, 300)) },
      ]),
      ...(more
        ? [
            buttons({
              label: '続きを見る',
              action: { do: 'press', verb: 'whole', case: id, arg: String(from / page + 1) },
            }),
          ]
        : []),
    ],
  };
};
