import { byType, flag, list, matching, object, one, problem, problemsOf, type Rule, text, whole } from './rules.ts';

// Limits as Slack documents them; option values are 150 (the documentation of the type still says 75).
const type = (name: string): Rule => one(name);
const id = text(255);

const plainText = (max: number): Rule => object({ type: type('plain_text'), text: text(max) }, { emoji: flag });
const anyText = (max: number): Rule =>
  byType({
    plain_text: plainText(max),
    mrkdwn: object({ type: type('mrkdwn'), text: text(max) }, { verbatim: flag }),
  });

const confirm = object(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: one('primary', 'danger') },
);
const option = object({ text: plainText(75), value: text(150) }, { description: plainText(75) });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is chosen from the start has to be one of the options, letter for letter. */
const chosenAmong =
  (name: 'initial_option' | 'initial_options'): Rule =>
  (value, at, say) => {
    const { options = [], [name]: chosen } = value as { options?: unknown[] } & Record<string, unknown>;
    const several = chosen === undefined ? [] : name === 'initial_options' ? (chosen as unknown[]) : [chosen];
    if (name === 'initial_options' && chosen !== undefined && several.length === 0)
      say(problem('no fewer than 1 items allowed', `${at}/${name}`));
    if (several.some((one) => !options.some((among) => same(one, among))))
      say(problem(`${name} must be one of the provided options`, `${at}/${name}`));
  };

const isDay: Rule = (value, at, say) => {
  const good = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (!good || Number.isNaN(Date.parse(`${value}T00:00:00Z`)))
    say(problem('must be a valid date of format YYYY-MM-DD', at));
};

const initialFits: Rule = (value, at, say) => {
  const { initial_value, max_length = 3000 } = value as { initial_value?: string; max_length?: number };
  if (initial_value !== undefined && Array.from(initial_value).length > max_length)
    say(problem('initial_value is longer than max_length', `${at}/initial_value`));
};

const shared = { action_id: id, focus_on_load: flag };
const placeholder = { placeholder: plainText(150) };

const button = object(
  { type: type('button'), text: plainText(75) },
  {
    action_id: id,
    value: text(2000),
    url: text(3000),
    style: one('primary', 'danger'),
    confirm,
    accessibility_label: text(75),
  },
);

const pickers: Readonly<Record<string, Rule>> = {
  datepicker: object({ type: type('datepicker') }, { ...shared, ...placeholder, initial_date: isDay, confirm }),
  radio_buttons: object(
    { type: type('radio_buttons'), options: list(option, 10) },
    { ...shared, initial_option: option, confirm },
    chosenAmong('initial_option'),
  ),
  checkboxes: object(
    { type: type('checkboxes'), options: list(option, 10) },
    { ...shared, initial_options: list(option, 10), confirm },
    chosenAmong('initial_options'),
  ),
  static_select: object(
    { type: type('static_select'), options: list(option, 100) },
    { ...shared, ...placeholder, initial_option: option, confirm },
    chosenAmong('initial_option'),
  ),
  multi_static_select: object(
    { type: type('multi_static_select'), options: list(option, 100) },
    { ...shared, ...placeholder, initial_options: list(option, 100), confirm },
    chosenAmong('initial_options'),
  ),
  external_select: object(
    { type: type('external_select') },
    { ...shared, ...placeholder, initial_option: option, min_query_length: whole(0, 100), confirm },
  ),
};

const typing: Readonly<Record<string, Rule>> = {
  plain_text_input: object(
    { type: type('plain_text_input') },
    {
      ...shared,
      ...placeholder,
      initial_value: text(3000, 0),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    initialFits,
  ),
  number_input: object(
    { type: type('number_input'), is_decimal_allowed: flag },
    {
      ...shared,
      ...placeholder,
      initial_value: matching(/^-?\d+(\.\d+)?$/, 'a number'),
      min_value: text(100),
      max_value: text(100),
    },
  ),
};

const block_id = { block_id: id };
const needsSomething: Rule = (value, at, say) => {
  const { text: words, fields } = value as { text?: unknown; fields?: unknown };
  if (words === undefined && fields === undefined) say(problem('missing required field: text or fields', at));
};

const block = byType({
  header: object({ type: type('header'), text: plainText(150) }, block_id),
  section: object(
    { type: type('section') },
    {
      ...block_id,
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: byType({ button, ...pickers }),
      expand: flag,
    },
    needsSomething,
  ),
  context: object({ type: type('context'), elements: list(anyText(3000), 10) }, block_id),
  divider: object({ type: type('divider') }, block_id),
  actions: object({ type: type('actions'), elements: list(byType({ button, ...pickers }), 25) }, block_id),
  input: object(
    { type: type('input'), label: plainText(2000), element: byType({ ...typing, ...pickers }) },
    { ...block_id, hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
});

const idsIn = (part: unknown, name: 'block_id' | 'action_id'): string[] => {
  if (Array.isArray(part)) return part.flatMap((one) => idsIn(one, name));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === name ? [String(value)] : idsIn(value, name)));
};

const twice = (blocks: unknown, at: string): string[] =>
  (['block_id', 'action_id'] as const).flatMap((name) => {
    const ids = idsIn(blocks, name);
    const repeated = ids.filter((one, index) => ids.indexOf(one) !== index);
    return [...new Set(repeated)].map((one) => problem(`\`${name}\` "${one}" already exists`, at));
  });

const readLength = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + readLength(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce<number>(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? Array.from(value).length : readLength(value)),
    0,
  );
};

/** Why Slack would refuse these blocks in a message; `tooLong` is its own, undocumented answer. */
export const messageProblems = (blocks: unknown): { problems: string[]; tooLong: boolean } => ({
  problems: [...problemsOf(list(block, 50, 0), blocks, '/blocks'), ...twice(blocks, '/blocks')],
  tooLong: readLength(blocks) > 11_000,
});

const view = {
  modal: object(
    { type: type('modal'), title: plainText(24), blocks: list(block, 100) },
    {
      callback_id: id,
      private_metadata: text(3000, 0),
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
      external_id: text(255),
    },
    (value, at, say) => {
      const { blocks, submit } = value as { blocks?: { type?: string }[]; submit?: unknown };
      if (!submit && Array.isArray(blocks) && blocks.some((one) => one.type === 'input'))
        say(problem('missing required field: submit', at));
    },
  ),
  home: object(
    { type: type('home'), blocks: list(block, 100) },
    { callback_id: id, private_metadata: text(3000, 0), external_id: text(255) },
  ),
};

export const viewProblems = (value: unknown, kind: 'modal' | 'home'): string[] => [
  ...problemsOf(view[kind], value, '/view'),
  ...twice((value as { blocks?: unknown } | null)?.blocks, '/view/blocks'),
];
