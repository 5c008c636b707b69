import type { Audience, Duty, DutyRole } from './duty.ts';

export const of = (...roles: DutyRole[]): Audience => ({ roles, employment: [], units: [] });
export const everybody = of('staff');

const usual = {
  remind: [-10, -3, 0],
  again: 5,
  later: 0,
  runBy: [],
  reported: false,
  quiz: [],
} satisfies Partial<Duty>;

export const tellManager: Duty['tell'] = [{ after: 1, role: 'informationManager' }];
export const tellBoth: Duty['tell'] = [...tellManager, { after: 3, role: 'securityManager' }];
export const tellSecurity: Duty['tell'] = [{ after: 1, role: 'securityManager' }];

export const noPassword =
  'このボットはパスワードを尋ねません。パスワードを書いて送らないでください。(対策基準 7(4)(イ)②)';

type About = Pick<Duty, 'name' | 'label' | 'clauses' | 'what' | 'who' | 'every' | 'done' | 'tell'> & Partial<Duty>;
export const duty = (about: About): Duty => ({ ...usual, ...about });
