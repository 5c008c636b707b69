import type { AnySubject } from './subject.ts';
import { auditLead } from './subjects/audit-lead.ts';
import { days } from './subjects/days.ts';
import { guide } from './subjects/guide.ts';
import { head } from './subjects/head.ts';
import { office } from './subjects/office.ts';
import { software } from './subjects/software.ts';
import { staff } from './subjects/staff.ts';
import { times } from './subjects/times.ts';

/** All that is looked after in chat; one more is one file and one line. */
export const subjects: readonly AnySubject[] = [staff, head, office, auditLead, times, days, software, guide];

export const subjectOf = (kind: string): AnySubject | undefined => subjects.find((subject) => subject.kind === kind);
