import type { Json } from './world.ts';

type Refusal = { status: number; code: string };

const elements = new Set([
  'AdaptiveCard',
  'TextBlock',
  'FactSet',
  'Container',
  'ActionSet',
  'ColumnSet',
  'Column',
  'Image',
  'RichTextBlock',
  'TextRun',
  'Input.Text',
  'Input.Date',
  'Input.Number',
  'Input.ChoiceSet',
  'Input.Toggle',
  'Input.Time',
  'Action.Execute',
  'Action.Submit',
  'Action.ToggleVisibility',
  'Action.OpenUrl',
  'Action.ShowCard',
]);

const parts = (node: Json): Json[] => {
  if (Array.isArray(node)) return node.flatMap(parts);
  if (typeof node !== 'object' || node === null) return [];
  return [
    ...(typeof node.type === 'string' ? [node] : []),
    ...Object.entries(node).flatMap(([name, value]) => (name === 'data' ? [] : parts(value))),
  ];
};

const badCard = (card: Json): string | undefined => {
  if (card?.type !== 'AdaptiveCard') return 'no card';
  if (!['1.0', '1.1', '1.2', '1.3', '1.4', '1.5'].includes(card.version)) return 'version';
  for (const part of parts(card)) {
    if (!elements.has(part.type)) return `element ${part.type}`;
    if (part.type === 'TextBlock' && typeof part.text !== 'string') return 'text';
    if (part.type.startsWith('Input.') && !part.id) return 'input without id';
    if (part.type === 'Action.Execute' && typeof part.verb !== 'string') return 'verb';
  }
  const ids = parts(card).flatMap(({ id }) => (id ? [id] : []));
  return new Set(ids).size === ids.length ? undefined : 'ids twice';
};

/** What the connector refuses about a message by itself. */
export const refusedMessage = (activity: Json): Refusal | undefined => {
  if (JSON.stringify(activity).length * 2 > 100 * 1024) return { status: 413, code: 'MessageSizeTooBig' };
  if (activity?.type !== 'message') return { status: 400, code: 'BadSyntax' };
  const [attachment, more] = activity.attachments ?? [];
  if (!attachment || more || attachment.contentType !== 'application/vnd.microsoft.card.adaptive')
    return { status: 400, code: 'BadSyntax' };
  return badCard(attachment.content) === undefined ? undefined : { status: 400, code: 'BadSyntax' };
};

/** In a channel the bot writes plain lines. */
export const refusedLine = (activity: Json): Refusal | undefined => {
  const plain = activity?.type === 'message' && typeof activity.text === 'string' && activity.text.trim() !== '';
  if (!plain || activity.attachments?.length) return { status: 400, code: 'BadSyntax' };
  return JSON.stringify(activity).length * 2 > 100 * 1024 ? { status: 413, code: 'MessageSizeTooBig' } : undefined;
};

/** What a dialog or the answer to a button refuses to show. */
export const refusedCard = badCard;

const windows: readonly (readonly [ms: number, most: number])[] = [
  [1_000, 7],
  [2_000, 8],
  [30_000, 60],
  [3_600_000, 1_800],
];

/** Milliseconds until the conversation takes another message; 0 = now. */
export const tooMany = (times: readonly number[], now: number): number => {
  const waits = windows.map(([ms, most]) => {
    const recent = times.filter((at) => at > now - ms);
    return recent.length < most ? 0 : (recent[recent.length - most] ?? now) + ms - now;
  });
  return Math.max(0, ...waits);
};
