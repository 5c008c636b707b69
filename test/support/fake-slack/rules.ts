/** A check of one value; reports what Slack would, with a JSON pointer. */
export type Rule = (value: unknown, at: string, say: (problem: string) => void) => void;

const points = (text: string): number => Array.from(text).length;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const problem = (what: string, at: string): string => `${what} [json-pointer:${at}]`;

export const text =
  (max: number, min = 1): Rule =>
  (value, at, say) => {
    if (typeof value !== 'string') return say(problem('must be a string', at));
    if (points(value) < min) say(problem(`must be more than ${min - 1} characters`, at));
    if (points(value) > max) say(problem(`must be less than ${max + 1} characters`, at));
  };

export const flag: Rule = (value, at, say) => {
  if (typeof value !== 'boolean') say(problem('must be a boolean', at));
};

export const whole =
  (min: number, max: number): Rule =>
  (value, at, say) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      say(problem(`must be an integer between ${min} and ${max}`, at));
  };

export const one =
  (...allowed: readonly string[]): Rule =>
  (value, at, say) => {
    if (!allowed.includes(value as string)) say(problem(`must be one of: ${allowed.join(', ')}`, at));
  };

export const matching =
  (pattern: RegExp, what: string): Rule =>
  (value, at, say) => {
    if (typeof value !== 'string' || !pattern.test(value)) say(problem(`must be ${what}`, at));
  };

export const list =
  (item: Rule, max: number, min = 1): Rule =>
  (value, at, say) => {
    if (!Array.isArray(value)) return say(problem('must be an array', at));
    if (value.length < min) say(problem(`no fewer than ${min} items allowed`, at));
    if (value.length > max) say(problem(`no more than ${max} items allowed`, at));
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, say);
    });
  };

export const object =
  (required: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>> = {}, also?: Rule): Rule =>
  (value, at, say) => {
    if (!isObject(value)) return say(problem('must be an object', at));
    for (const [name, rule] of Object.entries(required))
      if (value[name] === undefined) say(problem(`missing required field: ${name}`, at));
      else rule(value[name], `${at}/${name}`, say);
    for (const [name, found] of Object.entries(value)) {
      if (name in required || found === undefined) continue;
      const rule = optional[name];
      if (rule) rule(found, `${at}/${name}`, say);
      else say(problem(`invalid additional property: ${name}`, at));
    }
    also?.(value, at, say);
  };

export const byType =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, at, say) => {
    const rule = isObject(value) && typeof value.type === 'string' ? rules[value.type] : undefined;
    if (rule) rule(value, at, say);
    else say(problem(`unsupported type: ${isObject(value) ? String(value.type) : typeof value}`, `${at}/type`));
  };

export const problemsOf = (rule: Rule, value: unknown, at: string): string[] => {
  const found: string[] = [];
  rule(value, at, (what) => found.push(what));
  return found;
};
