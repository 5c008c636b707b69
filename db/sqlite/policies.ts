import { type PolicyStore, PolicyVersion } from '../../src/core/policies/policy.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './group-commit.ts';

type Row = Pick<PolicyVersion, 'number' | 'importedAt' | 'file' | 'title'>;

/** Versions of the policy: each is added once and never changed. */
export const policyTable = (db: Connection, writer: Writer): PolicyStore => {
  const all = db.prepare<[], Row>(
    'select number, imported_at as importedAt, file, title from policy_versions order by number',
  );
  const newest = db.prepare<[], string>('select version from policy_versions order by number desc limit 1').pluck();
  const one = db.prepare<[number], string>('select version from policy_versions where number = ?').pluck();
  const insert = db.prepare(
    'insert or ignore into policy_versions (number, imported_at, file, title, version) values (?, ?, ?, ?, ?)',
  );
  return {
    versions: async () => all.all(),
    version: async (number) => {
      const found = number === undefined ? newest.get() : one.get(number);
      return found === undefined ? undefined : PolicyVersion.parse(JSON.parse(found));
    },
    addVersion: (version) =>
      writer.write(() => {
        const { number, importedAt, file, title } = version;
        return insert.run(number, importedAt, file, title, JSON.stringify(version)).changes === 1;
      }),
  };
};
