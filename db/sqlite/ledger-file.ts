import type { LedgerStore } from '../../src/app/ledger-store.ts';
import { saying } from './connection.ts';
import { openKept } from './keep.ts';
import { ledgerReader } from './ledger.ts';

/** The ledger alone, beside whoever has opened, checked and migrated the file. */
export const openLedgerFile = (file: string): Pick<LedgerStore, 'whole'> & { close: () => void } =>
  saying(file, () => {
    const db = openKept(file, { readonly: true, fileMustExist: true });
    return { whole: ledgerReader(db).whole, close: () => db.close() };
  });
