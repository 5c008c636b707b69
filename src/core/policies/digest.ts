import { z } from 'zod';

export const RoleId = z.enum([
  'staff',
  'chiefOfficer',
  'securityManager',
  'informationManager',
  'infrastructureManager',
  'auditLead',
  'committee',
  'deputy',
  'contractor',
  'foundation',
]);
export type RoleId = z.infer<typeof RoleId>;

/** What the bot can do about a clause: the request kinds and reports. */
export const ClauseAction = z.enum([
  'takeout',
  'remoteWork',
  'copySend',
  'externalProvision',
  'disposal',
  'byod',
  'settingChange',
  'software',
  'deviceChange',
  'networkConnect',
  'mailAddress',
  'cloudService',
  'externalAccess',
  'exchange',
  'exception',
  'classify',
  'incident',
  'malware',
  'lostDevice',
  'passwordCompromise',
  'misdirectedMail',
  'suspiciousMail',
  'violation',
  'systemFault',
]);
export type ClauseAction = z.infer<typeof ClauseAction>;

/** One clause in the project's own words, and how people speak of what falls under it. */
export const DigestEntry = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  titleEn: z.string().optional(),
  plain: z.string().min(1),
  plainEn: z.string().optional(),
  binds: z.array(RoleId),
  force: z.enum(['must', 'mustNot', 'may', 'info']),
  permission: z.array(RoleId).optional(),
  permissionAll: z.boolean().optional(),
  action: ClauseAction.nullable(),
  /** Can an ordinary member of staff run into it? */
  staff: z.boolean(),
  things: z.array(z.string()),
  asks: z.array(z.string()),
  asksEn: z.array(z.string()).optional(),
});
export type DigestEntry = z.infer<typeof DigestEntry>;

/** What is shown of an entry; how people speak of it is for the index alone. */
export type Restatement = Omit<DigestEntry, 'things' | 'asks' | 'asksEn'>;

export const restatementOf = ({ things: _, asks: __, asksEn: ___, ...shown }: DigestEntry): Restatement => shown;

export const Digest = z.array(DigestEntry);
