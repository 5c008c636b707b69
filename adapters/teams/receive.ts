import { createHash } from 'node:crypto';
import { looksLikeTable } from '../../src/core/admin/files.ts';
import type { Ask } from '../../src/core/ask.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { readExecute } from '../adaptive-cards/read-execute.ts';
import { type Activity, Dialog, DownloadInfo, Executed, Extension, isPersonal, namesBot } from './activity.ts';
import { askOfCommand, isCommand } from './commands.ts';
import { type HeardFrom, ignored, odd, type Request, type Where } from './request.ts';
import { asArgument, asTyped, plainOf } from './words.ts';

type Sender = { activity: Activity; account: AccountRef; heardFrom: HeardFrom | undefined; today: string };

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/**
 * Teams repeats an invoke under a new id half a minute later: a button of a card is named by what it would do, a form by the
 * token it was opened with. The day lets somebody press 「あとで」 again tomorrow.
 */
const keyOf = ({ activity, account, today }: Sender, ask: Ask): string => {
  const own = `teams/${account.space}/${account.user}`;
  if (ask.type === 'press' && ask.case) {
    const what = [ask.case, ask.version ?? '-', ask.verb, ask.arg ? digest(ask.arg) : '-', activity.replyToId ?? '-'];
    return `${own}/${today}/${what.join('/')}`;
  }
  if (ask.type === 'submit' && ask.context.once) return `${own}/form/${digest(ask.context.once)}`;
  return `${own}/${digest(activity.conversation.id)}/${digest(activity.id)}/${ask.type}`;
};

const asked = (from: Sender, where: Where, ask: Ask): Request => ({
  is: 'ask',
  account: from.account,
  where,
  intent: {
    key: keyOf(from, ask),
    actor: from.account,
    ask,
    ...(where.at === 'card' ? { redraws: true as const } : {}),
  },
  heardFrom: from.heardFrom,
});

const readCard = (from: Sender): Request => {
  const read = Executed.safeParse(from.activity.value);
  if (!read.success) return odd;
  const ask = readExecute(read.data.action.data);
  if (!ask) return ignored;
  const about = ask.type === 'press' && ask.verb !== 'show' ? ask.case : undefined;
  return asked(from, { at: 'card', about, personal: isPersonal(from.activity) }, ask);
};

const readDialog = (from: Sender): Request => {
  const read = Dialog.safeParse(from.activity.value);
  if (!read.success) return odd;
  const ask = readExecute(read.data.data);
  return ask ? asked(from, { at: 'dialog' }, ask) : ignored;
};

const readExtension = (from: Sender): Request => {
  const read = Extension.safeParse(from.activity.value);
  if (!read.success) return odd;
  const { commandId, data, messagePayload } = read.data;
  if (from.activity.name === 'composeExtension/submitAction') {
    const ask = readExecute(data);
    return ask ? asked(from, { at: 'dialog' }, ask) : ignored;
  }
  if (!isCommand(commandId)) return ignored;
  const carried = messagePayload
    ? asArgument(plainOf(messagePayload.body?.content ?? ''), messagePayload.linkToMessage ?? '')
    : undefined;
  return asked(from, { at: 'dialog' }, askOfCommand(commandId, carried));
};

const readInvoke = (from: Sender): Request => {
  switch (from.activity.name) {
    case 'adaptiveCard/action':
      return readCard(from);
    case 'task/fetch':
    case 'task/submit':
      return readDialog(from);
    case 'composeExtension/fetchTask':
    case 'composeExtension/submitAction':
      return readExtension(from);
    default:
      return ignored;
  }
};

/** Only what is said to the bot is the bot's: anything else in a channel stays there. */
const readMention = (from: Sender, text: string): Request => {
  const { serviceUrl, conversation, from: member } = from.activity;
  if (!namesBot(from.activity)) return ignored;
  const where = { at: 'channel', serviceUrl, conversation: conversation.id, member: member.id } as const;
  return asked(from, where, { type: 'say', text, canOpen: 'never', inChannel: 'elsewhere' });
};

const fileInfo = 'application/vnd.microsoft.teams.file.download.info';

/** The first table among the files of a message. */
const tableIn = ({ attachments }: Activity): Ask | undefined => {
  const table = attachments?.find(({ contentType, name }) => contentType === fileInfo && name && looksLikeTable(name));
  const info = DownloadInfo.safeParse(table?.content);
  return table && info.success
    ? { type: 'file', name: table.name ?? '', size: 0, at: info.data.downloadUrl }
    : undefined;
};

const readMessage = (from: Sender): Request => {
  const text = asTyped(from.activity.text ?? '');
  if (!from.heardFrom) return readMention(from, text);
  const table = tableIn(from.activity);
  if (table) return asked(from, { at: 'message' }, table);
  if (text === '') return ignored;
  return asked(from, { at: 'message' }, { type: 'say', text, canOpen: 'never' });
};

const readPresence = (from: Sender): Request => {
  const { activity, account, heardFrom } = from;
  if (!heardFrom) return ignored;
  const bot = activity.recipient?.id ?? '';
  const added = activity.membersAdded?.some((member) => member.id === bot) || activity.action.startsWith('add');
  const removed = activity.membersRemoved?.some((member) => member.id === bot) || activity.action.startsWith('remove');
  if (removed) return { is: 'left', account };
  if (!added) return ignored;
  const key = `teams/${account.space}/${account.user}/arrived/${digest(activity.id)}`;
  return { is: 'arrived', account, key, heardFrom };
};

/** A verified activity of our own tenant, as one intent: who, what, and where the answer goes. */
export const readRequest = (activity: Activity, tenant: string, now: Date): Request => {
  const { from, conversation, serviceUrl } = activity;
  // Bots and connectors are nobody; who it is comes from the directory's own id, never from a name.
  if (!from.aadObjectId || from.role === 'bot' || from.role === 'skill') return ignored;
  const account: AccountRef = { platform: 'teams', space: tenant, user: from.aadObjectId.toLowerCase() };
  const heardFrom = isPersonal(activity) ? { serviceUrl, conversation: conversation.id, member: from.id } : undefined;
  const sender: Sender = { activity, account, heardFrom, today: now.toISOString().slice(0, 10) };
  switch (activity.type) {
    case 'message':
      return readMessage(sender);
    case 'invoke':
      return readInvoke(sender);
    case 'installationUpdate':
    case 'conversationUpdate':
      return readPresence(sender);
    default:
      return ignored;
  }
};
