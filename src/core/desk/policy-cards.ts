import { buttons, type Card, text } from '../card.ts';
import { carried } from '../carried.ts';
import { text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import type { Refusal, Result } from '../result.ts';

const askFields = { question: textField({ label: '質問', max: 2000, lines: true }) };

/** 質問, where there is nowhere to type it: App Home, a menu. */
export const askForm = (context: FormContext, raw: RawValues = {}, refusal?: Refusal): Form => ({
  name: 'ask/new',
  title: '質問する',
  submit: '送信',
  context,
  intro: [text('情報セキュリティのきまりについて、ふだんのことばで書いてください。例: 家で仕事をしていい?')],
  fields: viewForm(askFields, raw, { errors: refusal?.fields ?? {}, shown: (id) => id }),
});

export const readQuestion = (raw: RawValues): Result<string> => {
  const read = readForm(askFields, raw);
  return read.ok ? { ok: true, value: read.value.question } : read;
};

export const noClauseCard = (): Card => ({
  title: 'このきまりは見つかりません',
  tone: 'plain',
  notice: 'このきまりは見つかりません',
  blocks: [text('きまりが新しくなったようです。もう一度、質問を送ってください。')],
});

export const feedbackCard = (useful: boolean, question: string, clause: string | undefined): Card => ({
  title: 'ありがとうございます',
  tone: 'good',
  notice: 'ありがとうございます',
  blocks: useful
    ? [text('お役に立ててよかったです。')]
    : [
        text('きまりと答えの見直しに使います。わからないことは、所属の情報管理者に聞けます。(対策基準 7(1)(ア))'),
        buttons({
          label: '情報管理者に聞く',
          action: {
            do: 'open',
            form: 'question/new',
            arg: carried({ raw: { question, ...(clause ? { clause } : {}) } }),
          },
        }),
      ],
});
