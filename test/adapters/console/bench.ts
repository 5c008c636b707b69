import type { AdaptiveElement } from '../../../adapters/adaptive-cards/element.ts';
import type { ShownForm, ShownReply } from '../../../adapters/console/render.ts';
import type { Receive } from '../../../src/app/ports.ts';
import type { AdapterBench, SeenCard, Typed } from '../../support/adapter-bench.ts';
import { everything, openConsole } from './page.ts';

const parts = (node: unknown): AdaptiveElement[] => {
  if (Array.isArray(node)) return node.flatMap(parts);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(parts);
  return 'type' in node && typeof node.type === 'string' ? [node as AdaptiveElement, ...inner] : inner;
};

const actionsOf = (card: unknown) => parts(card).filter(({ type }) => type === 'Action.Execute');
const inputsOf = (card: unknown) => parts(card).filter(({ type }) => type.startsWith('Input.'));

/** The words on a card as the page shows them: backslashes are for clients that read Markdown. */
const wordsOf = (card: unknown): string =>
  parts(card)
    .flatMap((part) => {
      const facts = (part.facts ?? []) as { title: string; value: string }[];
      const lines = [part.text, part.label, ...facts.flatMap(({ title, value }) => [title, value])];
      return lines.filter((line) => typeof line === 'string');
    })
    .join('\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');

const labelOf = (input: AdaptiveElement): string => String(input.label).replace(/ \*$/, '');

/** What the page puts beside the data of a button: every input by its id, a chosen option by its value. */
const filled = (card: unknown, typed: Typed): Record<string, string> =>
  Object.fromEntries(
    inputsOf(card).map((input) => {
      const given = typed[labelOf(input)] ?? String(input.value ?? '');
      const choices = (input.choices ?? []) as { title: string; value: string }[];
      const value = (label: string) => choices.find(({ title }) => title.startsWith(label))?.value ?? label;
      return [String(input.id), [given].flat().map(value).join(',')];
    }),
  );

/** The console as the contract of all adapters sees it: over HTTP, with a page of a few lines. */
export const consoleBench = async (receive: Receive): Promise<AdapterBench> => {
  const desk = await openConsole(receive);
  const someone = { platform: 'console', space: 'console', user: 'S012' } as const;
  let form: ShownForm | undefined;
  let answer = '';

  const seen = (card: unknown): SeenCard => ({
    text: wordsOf(card),
    buttons: parts(card)
      .filter(({ type }) => type.startsWith('Action.'))
      .map((action) => String(action.title)),
  });
  const chat = async () => (await everything(desk.url, 'S012')).messages.filter((message) => message.by === 'bot');

  const take = async (response: Response): Promise<void> => {
    if (!response.ok) {
      answer = ((await response.json()) as { error: string }).error;
      return;
    }
    const reply = (await response.json()) as ShownReply;
    form = reply.kind === 'form' || reply.kind === 'errors' ? reply.form : undefined;
    if (reply.kind !== 'say') return;
    const said = (await chat()).find(({ ref }) => ref === reply.said);
    answer = wordsOf(said?.card);
  };
  const execute = async (label: string, card: unknown, typed: Typed): Promise<void> => {
    const action = actionsOf(card).findLast(({ title }) => title === label);
    if (!action) throw new Error(`no button ${label}`);
    await take(
      await desk.ask('S012', { type: 'execute', data: { ...(action.data as object), ...filled(card, typed) } }),
    );
  };

  return {
    adapter: desk.adapter,
    someone,
    cards: async () => (await chat()).map(({ card }) => seen(card)),
    home: async () => {
      const { home } = await everything(desk.url, 'S012');
      return home && seen(home.card);
    },
    command: async (sentence) => take(await desk.ask('S012', { type: 'say', text: sentence })),
    press: async (label, typed = {}) => execute(label, form?.card ?? (await chat()).map(({ card }) => card), typed),
    answer: async () => answer,
    form: async () =>
      form && {
        title: form.title,
        labels: inputsOf(form.card).map(labelOf),
        text: wordsOf(form.card),
        values: filled(form.card, {}),
      },
    submit: (typed) => execute('送信', form?.card, typed),
    close: desk.close,
  };
};
