import { z } from 'zod';

/** The parts of an activity we read. Whatever does not fit is odd, and answered as such. */
const id = z.string().min(1).max(300);
const tenant = z.string().min(1).max(60);

/** Looked at before the sender is known: nothing but what the check needs. */
export const Unverified = z.object({
  channelId: z.string().max(40),
  serviceUrl: z.string().min(1).max(300),
});

export const Activity = z.object({
  type: z.string().max(60),
  id: z.string().max(300).default(''),
  name: z.string().max(100).default(''),
  action: z.string().max(40).default(''),
  channelId: z.string().max(40),
  serviceUrl: z.string().min(1).max(300),
  replyToId: z.string().max(300).nullish(),
  text: z.string().max(40_000).nullish(),
  from: z.object({
    id,
    aadObjectId: z.string().min(1).max(60).nullish(),
    role: z.string().max(20).nullish(),
  }),
  recipient: z.object({ id }).nullish(),
  conversation: z.object({
    id,
    conversationType: z.string().max(40).nullish(),
    tenantId: tenant.nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: tenant }).nullish() }).nullish(),
  membersAdded: z
    .array(z.looseObject({ id: z.string().max(300) }))
    .max(1_000)
    .nullish(),
  membersRemoved: z
    .array(z.looseObject({ id: z.string().max(300) }))
    .max(1_000)
    .nullish(),
  /** Among them the mentions in a message. */
  entities: z
    .array(
      z.looseObject({
        type: z.string().max(60).nullish(),
        mentioned: z.looseObject({ id: z.string().max(300) }).nullish(),
      }),
    )
    .max(1_000)
    .nullish(),
  /** A file in a personal chat comes as where it can be taken from, for a few minutes. */
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string().max(200).nullish(),
        name: z.string().max(300).nullish(),
        content: z.unknown().optional(),
      }),
    )
    .max(100)
    .nullish(),
  value: z.unknown().optional(),
});
export type Activity = z.infer<typeof Activity>;

export const DownloadInfo = z.looseObject({ downloadUrl: z.string().max(4_000) });

export const Executed = z.looseObject({ action: z.looseObject({ data: z.unknown() }) });

export const Dialog = z.looseObject({ data: z.unknown() });

export const Extension = z.looseObject({
  commandId: z.string().max(64),
  data: z.unknown().optional(),
  messagePayload: z
    .looseObject({
      body: z.looseObject({ content: z.string().max(200_000).nullish() }).nullish(),
      linkToMessage: z.string().max(2_000).nullish(),
    })
    .nullish(),
});

/** Tenants the activity names, wherever it names them. */
export const tenantsOf = ({ conversation, channelData }: Activity): string[] =>
  [conversation.tenantId, channelData?.tenant?.id].flatMap((one) => (one ? [one.toLowerCase()] : []));

/** Said to the bot where others read along: Teams hands over no other message of a channel. */
export const namesBot = ({ entities, recipient }: Activity): boolean =>
  entities?.some(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient?.id) ?? false;

export const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === 'personal' && conversation.isGroup !== true;
