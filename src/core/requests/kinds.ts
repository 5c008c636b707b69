import type { AnyKind } from './kind.ts';
import { byod } from './kinds/byod.ts';
import { classify } from './kinds/classify.ts';
import { cloudService } from './kinds/cloud-service.ts';
import { copySend } from './kinds/copy-send.ts';
import { deviceChange } from './kinds/device-change.ts';
import { disposal } from './kinds/disposal.ts';
import { exception } from './kinds/exception.ts';
import { exchange } from './kinds/exchange.ts';
import { externalAccess } from './kinds/external-access.ts';
import { externalProvision } from './kinds/external-provision.ts';
import { mailAddress } from './kinds/mail-address.ts';
import { networkConnect } from './kinds/network-connect.ts';
import { remoteWork } from './kinds/remote-work.ts';
import { settingChange } from './kinds/setting-change.ts';
import { software } from './kinds/software.ts';
import { takeout } from './kinds/takeout.ts';

/** Every kind of request, in the order of the menu: a new one is a file beside these and a line here. */
export const kinds: readonly AnyKind[] = [
  takeout,
  remoteWork,
  copySend,
  externalProvision,
  disposal,
  byod,
  settingChange,
  software,
  deviceChange,
  networkConnect,
  mailAddress,
  cloudService,
  externalAccess,
  exchange,
  exception,
  classify,
];

export const kindOf = (name: string): AnyKind => {
  const found = kinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`no such kind of request: ${name}`);
  return found;
};
