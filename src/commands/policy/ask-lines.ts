import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Advisor } from '../../core/policies/advisor.ts';
import { CommandFailed } from '../shell.ts';

const Question = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

const parsed = (line: string, number: number): z.infer<typeof Question> => {
  try {
    return Question.parse(JSON.parse(line));
  } catch {
    throw new CommandFailed(`${number}行目が {"id":…,"question":…} の形になっていません。`);
  }
};

/** One answer line for each question line, in their order. */
export const askLines = async (
  input: Readable,
  { ask }: Pick<Advisor, 'ask'>,
  print: (line: string) => void,
): Promise<void> => {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, question } = parsed(line, number);
    const { clauses, answered, confidence, offer } = ask(question);
    print(JSON.stringify({ id, clauses, answered, confidence, action: offer }));
  }
};
