import { type Card, text } from '../card.ts';
import type { Json } from '../facts.ts';
import type { Ctx, Decision } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { administrator } from './asks.ts';
import { enact, ended, fact, type Here, type Step } from './enact.ts';
import { type Preview, previewOf, sameSections } from './preview.ts';
import { isOver, type OrgChange } from './state.ts';
import type { AnySubject } from './subject.ts';

const said = (title: string, sentence: string, tone: Card['tone'] = 'attention'): Card => ({
  title,
  tone,
  notice: title,
  blocks: [text(sentence)],
});

const counts = (sections: readonly { title: string; lines: readonly string[] }[]): Json =>
  sections.map(({ title, lines }) => ({ title, lines: lines.length }));

/** Filled in: shown with what it would change, and nothing more. */
export const propose = (ctx: Ctx, subject: AnySubject, input: unknown, id: string): Step => {
  const may = administrator(ctx);
  if (!may.ok) return may;
  const by = may.value.id;
  const preview = previewOf(ctx, subject, input, by);
  if (!preview.ok) return preview;
  const next = shownAgain(
    {
      status: 'proposed',
      kind: subject.kind,
      by,
      proposedAt: ctx.now,
      input,
      sections: [],
      seconds: [],
      asked: false,
      revision: 0,
    },
    preview.value,
  );
  return ok({
    next,
    facts: [fact(id, 'proposed', by, { kind: subject.kind, sections: counts(next.sections) })],
    reply: { kind: 'done' },
  });
};

const shownAgain = (state: OrgChange, { plan, sections, seconds, sure }: Preview): OrgChange => {
  const { sure: _sure, from: _from, second: _second, ...rest } = state;
  return {
    ...rest,
    status: 'proposed',
    sections,
    seconds: [...seconds],
    ...(sure ? { sure } : {}),
    ...(plan.from ? { from: plan.from } : {}),
    revision: state.revision + 1,
  };
};

const over = refuse('over', 'この変更は、もう終わっています。');
const outdated = refuse('outdated', 'この間に内容が変わりました。新しいカードを確かめてください。');

/** As it was shown, or shown anew where the chart or the settings have moved meanwhile. */
const asSeen = ({ ctx, subject, found }: Here, actor: PersonId): Result<Preview> | { moved: Decision<OrgChange> } => {
  const { state, id } = found;
  const preview = previewOf(ctx, subject, state.input, state.by);
  if (!preview.ok) return preview;
  const { sections, seconds } = preview.value;
  const sameSeconds = seconds.length > 0 === state.seconds.length > 0;
  if (sameSections(sections, state.sections) && sameSeconds) return preview;
  return {
    moved: {
      next: shownAgain(state, preview.value),
      facts: [fact(id, 'shownAgain', actor, { sections: counts(sections) })],
      reply: {
        kind: 'say',
        card: said(
          'まだ反映していません',
          'この間に名簿か設定が変わり、変わる内容が前と違ってきました。新しいカードを確かめて、もう一度「反映する」を押してください。',
        ),
      },
    },
  };
};

/** 「反映する」 by whoever proposed it: once more where much would go, then to the second person, then to its day. */
export const apply = (here: Here, version: number | undefined, again: boolean): Step => {
  const { ctx, found } = here;
  const may = administrator(ctx);
  if (!may.ok) return may;
  const { state, id } = found;
  if (isOver(state)) return over;
  if (state.by !== may.value.id) return refuse('not-proposer', 'この変更を反映できるのは、用意したご本人です。');
  if (state.revision !== version || !['proposed', 'sure'].includes(state.status)) return outdated;
  const preview = asSeen(here, state.by);
  if ('moved' in preview) return ok(preview.moved);
  if (!preview.ok) return preview;
  if (state.sure && !(again && state.status === 'sure')) {
    return ok({
      next: { ...state, status: 'sure', revision: state.revision + 1 },
      facts: [fact(id, 'askedAgain', state.by, { sure: state.sure })],
      reply: { kind: 'done' },
    });
  }
  if (state.seconds.length === 0) return enact(here, preview.value, state.by);
  return ok({
    next: { ...state, status: 'asked', asked: true, revision: state.revision + 1 },
    facts: [fact(id, 'secondAsked', state.by, { seconds: state.seconds })],
    reply: { kind: 'done' },
  });
};

/** The consent of the second person, who sees the same preview: two minds for what moves the proposer's own powers. */
export const consent = (here: Here, version: number | undefined): Step => {
  const by = second(here, version);
  if (!by.ok) return by;
  const preview = asSeen(here, by.value);
  if ('moved' in preview) return ok(preview.moved);
  if (!preview.ok) return preview;
  if (!preview.value.seconds.includes(by.value)) return notSecond;
  const { found, ctx } = here;
  const state: OrgChange = { ...found.state, second: { by: by.value, at: ctx.now } };
  return enact({ ...here, found: { ...found, state } }, preview.value, by.value);
};

const notSecond = refuse(
  'not-second',
  'この変更を確認できるのは、お願いされた責任者か管理者だけです。ご自分で用意した変更は、ほかの方が確認します。(対策基準 3(2)(カ)①)',
);

const second = ({ ctx, found }: Here, version: number | undefined): Result<PersonId> => {
  const may = administrator(ctx);
  if (!may.ok) return may;
  const { state } = found;
  if (isOver(state)) return over;
  if (state.status !== 'asked' || state.revision !== version) return outdated;
  const by = may.value.id;
  return by !== state.by && state.seconds.includes(by) ? ok(by) : notSecond;
};

export const decline = (here: Here, version: number | undefined, why: string): Step => {
  const by = second(here, version);
  if (!by.ok) return by;
  const { found, ctx, subject } = here;
  return ok({
    next: ended(subject, found.state, { status: 'declined', why }, ctx.now),
    facts: [fact(found.id, 'declined', by.value, {}, { why })],
    reply: { kind: 'done' },
  });
};

/** 「やめる」, until it holds. */
export const drop = ({ ctx, subject, found }: Here): Step => {
  const may = administrator(ctx);
  if (!may.ok) return may;
  if (isOver(found.state)) return over;
  if (found.state.by !== may.value.id && found.state.status !== 'waiting')
    return refuse('not-proposer', 'この変更をやめられるのは、用意したご本人です。');
  return ok({
    next: ended(subject, found.state, { status: 'dropped' }, ctx.now),
    facts: [fact(found.id, 'dropped', may.value.id, {})],
    reply: { kind: 'done' },
  });
};
