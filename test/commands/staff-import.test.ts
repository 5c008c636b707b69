import { Command } from 'commander';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { sampleChart, seedSample } from '../../db/seed/sample.ts';
import { addContactsImport } from '../../src/commands/contacts-import.ts';
import { CommandFailed } from '../../src/commands/shell.ts';
import { addStaffImport, type PendingAsks } from '../../src/commands/staff-import.ts';
import { addUnitsImport } from '../../src/commands/units-import.ts';
import { approverChain } from '../../src/core/people/approvers.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aShell } from '../support/shell.ts';
import { but, chart, header } from '../support/staff-file.ts';

const at = '2027-03-01T00:00:00.000Z';
const csv = (lines: readonly string[]): string => [header, ...lines, ''].join('\r\n');

const aDesk = async (asks: PendingAsks = () => []) => {
  const shell = await aShell(at);
  const run = async (...args: string[]): Promise<string> => {
    const program = new Command();
    addStaffImport(program, shell.open, asks);
    addUnitsImport(program, shell.open);
    addContactsImport(program, shell.open);
    await program.parseAsync(args, { from: 'user' });
    return shell.said();
  };
  const refused = async (...args: string[]): Promise<string> => {
    const error = await run(...args).catch((thrown: unknown) => thrown);
    if (!(error instanceof CommandFailed)) throw new Error(`not refused: ${String(error)}`);
    return error.message;
  };
  const version = () => shell.store(async (store) => (await store.directory()).version);
  return { ...shell, run, refused, version };
};

describe('mamori staff import', () => {
  it("takes HR's Shift_JIS file, says what changes, and records it once", async () => {
    const desk = await aDesk();
    const file = await desk.file('staff.csv', iconv.encode(csv(but(0, chart[0]!.replace('朝凪', '髙﨑'))), 'cp932'));
    const said = await desk.run('staff', 'import', file);
    expect(said).toContain('追加: 6人');
    expect(said).toContain('1 髙﨑 しずか: 役員 常務理事');
    expect(said).toContain('名簿を取り込みました。');
    const version = await desk.version();
    expect(await desk.run('staff', 'import', file)).toContain('名簿に変わりはありません。');
    expect(await desk.version()).toBe(version);
    const records = await desk.store((store) => store.ledger.recordsOf('org'));
    expect(records.map(({ type, actor }) => `${type} ${actor}`)).toEqual(['directory.imported operator']);
    expect(records[0]?.data).not.toContain('しずか');
  });

  it('only shows with --dry-run', async () => {
    const desk = await aDesk();
    const file = await desk.file('staff.csv', csv(chart));
    expect(await desk.run('staff', 'import', file, '--dry-run')).toContain('名簿は変えていません');
    expect(await desk.store(async (store) => (await store.directory()).people)).toEqual([]);
  });

  it('changes nothing at all when one line is wrong, and names it', async () => {
    const desk = await aDesk();
    const file = await desk.file('staff.csv', csv(but(3, chart[3]!.replace('部長', '課長'))));
    const said = await desk.refused('staff', 'import', file);
    expect(said).toContain('5行目: 役職「課長」は使えません。');
    expect(said).toContain('何も取り込んでいません。');
    expect(await desk.store(async (store) => (await store.directory()).people)).toEqual([]);
    expect(await desk.refused('staff', 'import', `${file}.x`)).toContain('開けません');
    expect(await desk.refused('staff', 'import', desk.folder)).toContain('ファイルではありません');
  });

  it('lists who is missing, and ends them only with --end-missing', async () => {
    const desk = await aDesk();
    await desk.run('staff', 'import', await desk.file('all.csv', csv(chart)));
    const fewer = await desk.file('fewer.csv', csv(chart.slice(0, 5)));
    expect(await desk.run('staff', 'import', fewer)).toContain('6 縁側 ひなた');
    const ended = await desk.run('staff', 'import', fewer, '--end-missing');
    expect(ended).toContain('6 縁側 ひなた: 施設部 管理グループ 2027年2月28日(日)まで');
    expect(await desk.run('staff', 'import', fewer, '--end-missing')).toContain('名簿に変わりはありません。');
  });

  it('says which pending requests move', async () => {
    const asks: PendingAsks = ({ id, unit, owner }) => [
      { id, ask: { requester: owner, unit, role: 'informationManager' } },
    ];
    const desk = await aDesk(asks);
    await desk.store(async (store) => {
      await seedSample(store);
      await store.commit({
        key: 'k',
        at,
        cases: [
          {
            expected: 0,
            next: {
              id: 'takeout-2026-1',
              kind: 'takeout',
              status: 'pending',
              version: 1,
              open: true,
              unit: 'U8',
              owner: 'S019',
              openedAt: at,
              updatedAt: at,
              state: {},
              involved: [],
            },
          },
        ],
        facts: [],
        slots: [],
        timers: [],
        homes: [],
      });
    });
    const lines = sampleLines().map((line) => (line.startsWith('S018,') ? `${line}2027-03-31` : line));
    const said = await desk.run('staff', 'import', await desk.file('april.csv', csv(lines)));
    expect(said).toContain('見本の組織のデータベースです');
    expect(said).toContain('takeout-2026-1: 2027年4月1日(木)から 雨樋 つたうさん → 石畳 かたしさん');
  });

  it('says how far it is with a large file, and nothing of it with a small one', async () => {
    const desk = await aDesk();
    const small = await desk.run('staff', 'import', await desk.file('small.csv', csv(chart)));
    expect(small).not.toContain('(1/3)');
    const more = Array.from(
      { length: 10_000 },
      (_, n) => `S${n},係 ${n}子,s${n}@example.jp,施設部,,,固有職員,2020-04-01,`,
    );
    const said = await desk.run('staff', 'import', await desk.file('large.csv', csv([...chart, ...more])));
    expect(said.split('\n').filter((line) => line.startsWith('('))).toEqual([
      '(1/3) 10007行を読みました。いまの名簿と比べています。',
      '(2/3) 名簿を比べました。承認待ちの申請0件の承認先を調べています。',
      '(3/3) 10000人分を書き込んでいます。',
    ]);
    expect(said.split('\n').at(-1)).toBe('名簿を取り込みました。');
  });

  it('lets a new person of the sample organization be chosen on the console', async () => {
    const desk = await aDesk();
    await desk.store(seedSample);
    const line = 'S031,軒下 つばめ,noki@example.jp,施設部,管理グループ,,固有職員,2027-03-01,';
    await desk.run('staff', 'import', await desk.file('new.csv', csv([...sampleLines(), line])));
    const dir = indexDirectory(await desk.store((store) => store.directory()));
    expect(dir.personOf({ platform: 'console', space: 'console', user: 'S031' })).toBe('S031');
  });
});

describe('mamori units import', () => {
  it('makes another 部 in a staff file a mistake', async () => {
    const desk = await aDesk();
    await desk.run('staff', 'import', await desk.file('staff.csv', csv(chart)));
    const units = await desk.file(
      'units.csv',
      '部,グループ,旧名,役割\n総務部,,,\n総務部,総務グループ,,\n会館部,,施設部,\n会館部,管理グループ,,\n',
    );
    expect(await desk.run('units', 'import', units)).toContain('施設部 管理グループ → 会館部 管理グループ');
    expect(await desk.run('units', 'import', units)).toContain('部署に変わりはありません。');
    const said = await desk.refused('staff', 'import', await desk.file('staff.csv', csv(chart)));
    expect(said).toContain('5行目: 「施設部」は登録されていない部署です');
    const renamed = csv(chart.map((line) => line.replace('施設部', '会館部')));
    expect(await desk.run('staff', 'import', await desk.file('staff.csv', renamed))).toContain('変わりはありません');
  });
});

describe('mamori contacts import', () => {
  it('replaces the whole list, once', async () => {
    const desk = await aDesk();
    const file = await desk.file(
      'contacts.csv',
      '順番,組織,役割,氏名,電話,メール\n1,見本警察署,相談,,000-0000-0110,\n',
    );
    expect(await desk.run('contacts', 'import', file)).toContain('連絡網を取り込みました(1件)。');
    expect(await desk.run('contacts', 'import', file)).toContain('連絡網に変わりはありません。');
    expect(await desk.store((store) => store.contacts())).toHaveLength(1);
  });
});

describe('the sample organization', () => {
  it('has about 30 people, a vacant post, two posts for one, and an approver for everybody', async () => {
    const desk = await aDesk();
    await desk.store(seedSample);
    await desk.store(seedSample);
    const dir = indexDirectory(await desk.store((store) => store.directory()));
    expect(dir.data.people).toHaveLength(30);
    expect(dir.headsOf('U11', '2027-03-01')).toEqual([]);
    expect(dir.postsOf('S022', '2027-03-01')).toHaveLength(2);
    for (const { person, unit } of dir.data.posts) {
      const { levels } = approverChain(dir, { requester: person, unit, role: 'informationManager' }, '2027-03-01');
      expect(levels[0]?.approvers[0]?.person).toBeDefined();
    }
    expect(await desk.store((store) => store.mark('sample'))).toBe('1');
    expect(await desk.store((store) => store.contacts())).toHaveLength(7);
  });
});

/** The sample organization as HR would write it. */
const sampleLines = (): string[] =>
  (sampleChart.posts ?? []).flatMap(({ person: id, posts }) =>
    posts.map(({ unit, position, employment, from }) => {
      const { name, email } = sampleChart.people!.find((person) => person.id === id)!;
      const { bu, group } = sampleChart.units!.find((one) => one.id === unit)!;
      return [id, name, email, bu, group, position, employment, from, ''].join(',');
    }),
  );
