import { open } from 'node:fs/promises';
import { CommandFailed } from './shell.ts';

/** Holds the name until the file is whole; somebody else's file of that name stays as it is. */
export const reserve = async (out: string): Promise<void> => {
  const handle = await open(out, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(
      error.code === 'EEXIST'
        ? `${out} はもうあります。別の名前にしてください。`
        : `${out} に書き出せません。フォルダーがあるか、書き込めるかを確かめてください。`,
    );
  });
  await handle.close();
};
