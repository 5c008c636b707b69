import type { Store } from './ports.ts';
import { StartError } from './start-error.ts';

type Marks = Pick<Store, 'mark' | 'setMark' | 'directory'>;

/** The invented organization and a real one never share a database, nor the console with a real one. */
export const keepSampleApart = async (store: Marks, sample: boolean): Promise<'empty' | 'filled'> => {
  const isSample = (await store.mark('sample')) !== undefined;
  const { people } = await store.directory();
  const isReal = !isSample && (people.length > 0 || (await store.mark('real')) !== undefined);
  if (!sample && isSample) {
    throw new StartError(
      'このデータベースは見本の組織のものです。DATABASE_URL を消すか、別のファイル(file:data/mamori.db など)にしてください。',
    );
  }
  if (sample && isReal) {
    throw new StartError(
      'このデータベースは本物の組織のものです。試す画面では開けません。SlackかTeamsの値を入れるか、DATABASE_URL を消してください。',
    );
  }
  if (!sample && !isReal) await store.setMark('real', '1');
  return people.length > 0 ? 'filled' : 'empty';
};
