import { text } from '../card.ts';
import type { CaseAsk, Ctx, Decision, Feature } from '../feature.ts';
import { choice } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, readForm, viewForm } from '../form-schema.ts';
import type { Platform } from '../outbound.ts';
import type { Account, Person } from '../people/directory.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';

const platformNames: Readonly<Record<Platform, string>> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  console: '試す画面',
};

type Reader = { person: Person; accounts: readonly Account[] };

/** Only somebody who can be reached in two places has something to choose. */
const readerOf = (ctx: Ctx): Result<Reader> => {
  if (ctx.actor.is !== 'person')
    return refuse(
      'unknown-person',
      'アカウントが職員名簿と結び付いていないため、設定はできません。総務部に連絡してください。',
    );
  const { person } = ctx.actor;
  const accounts = ctx.dir.accountsOf(person.id).filter(({ active, kind }) => active && kind === 'member');
  if (new Set(accounts.map(({ platform }) => platform)).size < 2)
    return refuse('one-place', 'お知らせは、いまお使いのチャットに届きます。ほかに選べるところはありません。');
  return ok({ person, accounts });
};

const fieldsFor = (accounts: readonly Account[]): Fields => ({
  where: choice<string>({
    label: 'お知らせを受け取るところ',
    options: [
      { value: 'last', label: '最後に使ったところ' },
      ...[...new Set(accounts.map(({ platform }) => platform))].map((platform) => ({
        value: platform,
        label: platformNames[platform],
      })),
    ],
  }),
});

const draw = (ctx: Ctx, context: FormContext, typed: RawValues | undefined, refusal?: Refusal): Result<Form> => {
  const reader = readerOf(ctx);
  if (!reader.ok) return reader;
  const { accounts } = reader.value;
  const raw = typed ?? { where: accounts.find(({ preferred }) => preferred)?.platform ?? 'last' };
  return ok({
    name: 'reading/new',
    title: '設定',
    submit: '送信',
    context,
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      text('同じお知らせが2か所に届くことはありません。選んだところを使えないときは、もう一方に届きます。'),
    ],
    fields: viewForm(fieldsFor(accounts), raw, { errors: refusal?.fields ?? {}, shown: (id) => id }),
  });
};

const choose = (ctx: Ctx, ask: CaseAsk): Result<Decision<never>> => {
  const reader = readerOf(ctx);
  if (!reader.ok) return reader;
  if (ask.type !== 'submit') return refuse('no-such-step', 'この操作は、いまはできません。');
  const { person, accounts } = reader.value;
  const read = readForm(fieldsFor(accounts), ask.values);
  if (!read.ok) return read;
  const where = String(read.value.where);
  const notice = '設定を変えました';
  const said = where === 'last' ? '最後に使ったところ' : platformNames[where as Platform];
  return ok({
    facts: [{ chain: 'org', type: 'reading.chosen', actor: person.id, subject: person.id, data: { where } }],
    directory: { accounts: accounts.map((account) => ({ ...account, preferred: account.platform === where })) },
    reply: {
      kind: 'say',
      card: { title: notice, tone: 'good', notice, blocks: [text(`これからのお知らせは「${said}」に届きます。`)] },
    },
  });
};

/** Where somebody with accounts on two platforms reads their cards: a choice, no case. */
export const reading: Feature<never> = {
  kinds: ['reading'],
  read: () => {
    throw new Error('a choice of where to read has no state');
  },
  open: (ctx, _form, context) => draw(ctx, context, undefined),
  redraw: (ctx, ask, _found, refusal) => draw(ctx, ask.context, ask.values, refusal),
  decide: choose,
  project: (_ctx, _id, _version, state) => state,
  line: () => '設定',
};
