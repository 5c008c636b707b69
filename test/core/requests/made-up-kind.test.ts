import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** What somebody would write who needs one kind more. */
const keyLoan = `import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, problem, wrongPeriod } from './common.ts';

export const keyLoan = defineKind({
  name: 'keyLoan',
  label: '鍵の貸し出し',
  words: ['鍵', '合い鍵', 'keyloan'],
  clauses: ['2-6(1)(ア)'],
  about: '保管庫の鍵を借りるとき',
  offer: ['鍵の貸し出しを申請する', 'Ask for a key'],
  fields: {
    key: text({ label: '借りる鍵', max: 60 }),
    copies: choice({ label: '本数', options: [{ value: '1', label: '1本' }, { value: '2', label: '2本' }] }),
    ...period('借りる日', '返す日'),
  },
  hear: hears(/鍵[^。]{0,6}(借り|貸し)/u, 'key'),
  approvers: ['informationManager'],
  after: {
    ...{ name: '鍵の返却', running: '貸し出し中', done: '鍵を返した', act: '鍵を返して', acted: '鍵を返したら' },
    ...{ due: '返す日', limit: '鍵の期限', clause: '2-6(1)(ア)', on: ({ until }) => String(until) },
    intro: '鍵が戻ったことを、ほかの人が確かめます。',
    fields: {},
    confirm: 'informationManager',
    confirmIntro: '鍵を受け取ってから送信してください。',
    checks: [{ value: 'back', label: '鍵を受け取った' }],
    lost: true,
  },
  check: (values, today) => problem(wrongPeriod(values, today)),
  subject: ({ key }) => oneLine(key, 30),
  secret: () => false,
});
`;

type Report = { testResults: { assertionResults: { title: string; fullName: string; status: string }[] }[] };

it('a kind nobody has thought of is one file and one line, and is in every chat, the answers and the registers', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'mamori-kind-'));
  const parts = ['src', 'adapters', 'db', 'manifests', 'test', 'package.json', 'tsconfig.json', '.vitest.config.ts'];
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  expect(keyLoan.split('\n').length).toBeLessThan(80);
  writeFileSync(join(copy, 'src/core/requests/kinds/key-loan.ts'), keyLoan);
  const list = join(copy, 'src/core/requests/kinds.ts');
  const imported = `import { keyLoan } from './kinds/key-loan.ts';\n${readFileSync(list, 'utf8')}`;
  writeFileSync(list, imported.replace('  takeout,\n', '  takeout,\n  keyLoan,\n'));

  const held = ['test/core/requests/every-kind.test.ts', 'test/journeys/every-kind-in-chats.test.ts'];
  const out = join(copy, 'report.json');
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', '.vitest.config.ts', ...held];
  // Its own tests alone: those of the others have run already.
  await promisify(execFile)(
    process.execPath,
    [...command, '-t', '鍵の貸し出し', '--reporter=json', `--outputFile=${out}`],
    {
      cwd: copy,
      env: { ...process.env, VITEST: '', VITEST_POOL_ID: '', VITEST_WORKER_ID: '' },
    },
  ).catch((error: unknown) => String(error));
  const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([]);
  const its = all.filter(({ fullName, status }) => fullName.includes('鍵の貸し出し') && status === 'passed');
  expect(its.length).toBeGreaterThanOrEqual(11);
  rmSync(copy, { recursive: true });
}, 180_000);
