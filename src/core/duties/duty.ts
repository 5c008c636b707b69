import { z } from 'zod';

/** Who a duty can be for: everybody, or the holders of a role (domain.md, People and roles). */
export const dutyRoles = [
  'staff',
  'informationManager',
  'infrastructureManager',
  'securityManager',
  'chiefOfficer',
  'auditLead',
] as const;
export type DutyRole = (typeof dutyRoles)[number];

const Role = z.enum(dutyRoles);

/** Whom a duty concerns. An empty list sets no bound. */
const Audience = z.object({
  roles: z.array(Role).min(1),
  /** 雇用区分 as in the staff file: 「派遣労働者」. */
  employment: z.array(z.string()),
  /** Units; a 部 stands for its groups too. */
  units: z.array(z.string()),
  /** Only these people: who has an account of the system, say. */
  people: z.array(z.string()).optional(),
  /** Only who joined at most so many days before: newcomers. */
  joinedWithin: z.int().positive().optional(),
});
export type Audience = z.infer<typeof Audience>;

/** How often it comes round. */
const Every = z.discriminatedUnion('kind', [
  /** A round with one due date for all; the next one is offered a year later. */
  z.object({ kind: z.literal('year') }),
  /** A round, and no other. */
  z.object({ kind: z.literal('once') }),
  /** Each person for themselves, so many months after they last did it. */
  z.object({ kind: z.literal('months'), months: z.int().min(1).max(60) }),
  /** Each newcomer for themselves, so many days after they joined. */
  z.object({ kind: z.literal('joining'), days: z.int().min(1).max(365) }),
]);
export type Every = z.infer<typeof Every>;

/** One question that teaches: a wrong answer shows the clause in plain words. */
export const Question = z.object({
  text: z.string(),
  right: z.string(),
  wrong: z.array(z.string()),
  clause: z.string(),
});
export type Question = z.infer<typeof Question>;

/** A duty that comes round, as data: a new one is one entry in the list, an imported row, or a form filled in. */
export const Duty = z.object({
  /** `virusScan`; an organization's own ones have any name. */
  name: z.string(),
  label: z.string(),
  clauses: z.array(z.string()),
  /** Which system it is about: each system has a duty of its own, so that each person attests each one. */
  system: z.string().optional(),
  /** What to do, in a sentence or two. */
  what: z.string(),
  /** Said with it every time: 「このボットはパスワードを尋ねません。」 */
  note: z.string().optional(),
  who: Audience,
  every: Every,
  /** Business days from the due date on which people are reminded; negative before it. */
  remind: z.array(z.int().min(-60).max(60)),
  /** After the last of these, again every so many business days; 0 = no more. */
  again: z.int().min(0).max(60),
  /**
   * `self`: the person says so; `both`: their 情報管理者 confirms it; `quiz`: by answering; `report`: with a result in words;
   * `read`: the policy was read, in the version that counts that day; `inspect`: by answering a checklist of the clauses.
   */
  done: z.enum(['self', 'both', 'quiz', 'report', 'read', 'inspect']),
  /** How often it may be put off, with a reason. */
  later: z.int().min(0).max(5),
  /** Who else hears of it so many business days after the due date. */
  tell: z.array(z.object({ after: z.int().min(1).max(60), role: Role })),
  /** Who may start and end it, besides the 情報セキュリティ管理者. */
  runBy: z.array(Role),
  /** A unit's head sends the 実施記録 (2-7(2)(ア)). */
  reported: z.boolean(),
  /** To whom it is reported; the 責任者 where nothing else is said. */
  reportTo: Role.optional(),
  /** Who sees how far all units are, besides whoever runs it; 責任者 and 監査責任者 where nothing else is said. */
  seenBy: z.array(Role).optional(),
  material: z.string().optional(),
  quiz: z.array(Question),
});
export type Duty = z.infer<typeof Duty>;

/** The one step by which a person ends their share: what a button offers, and all that is taken from them. */
export const endingStep = ({
  done,
  quiz,
}: Pick<Duty, 'done' | 'quiz'>): 'finish' | 'shown' | 'duty/quiz' | 'duty/report' | 'duty/inspect' => {
  if (done === 'both') return 'shown';
  if (done === 'report') return 'duty/report';
  if (done === 'inspect') return 'duty/inspect';
  return done === 'quiz' && quiz.length > 0 ? 'duty/quiz' : 'finish';
};

/** 「パスワードの変更(財務会計システム)」 */
export const titleOf = ({ label, system }: Pick<Duty, 'label' | 'system'>): string =>
  system ? `${label}(${system})` : label;

export const seenByOf = ({ seenBy }: Pick<Duty, 'seenBy'>): readonly DutyRole[] =>
  seenBy ?? ['chiefOfficer', 'auditLead'];

export const reportToOf = ({ reportTo }: Pick<Duty, 'reportTo'>): DutyRole => reportTo ?? 'chiefOfficer';

/** What is learned can be held again for those who missed it; a password or a device nobody attests for another. */
export const canBeHeld = ({ done }: Pick<Duty, 'done'>): boolean => done === 'quiz';

/** The person changes a password where they always do; nothing of it ever comes here. */
export const isPassword = ({ name }: Pick<Duty, 'name'>): boolean => /[pP]assword/.test(name);
