import type { Profile } from '../../src/app/ports.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import type { Member } from './connector.ts';

const kindOf = (member: Member, tenant: string): Profile['kind'] => {
  const role = member.userRole?.toLowerCase();
  if (member.tenantId && member.tenantId.toLowerCase() !== tenant) return 'external';
  if (role === 'guest' || /#ext#/i.test(member.userPrincipalName ?? '')) return 'guest';
  return role === 'anonymous' ? 'external' : 'member';
};

/** What Teams vouches for: the address is the tenant's own record, not what somebody typed. */
export const profileOf = (member: Member, account: AccountRef): Profile => ({
  ...account,
  email: member.email || member.userPrincipalName || '',
  kind: kindOf(member, account.space),
  active: true,
});

/** The member Teams answered with is the one we asked for. */
export const isWho = (member: Member, account: AccountRef): boolean =>
  [member.aadObjectId, member.objectId, member.id].some((id) => id?.toLowerCase() === account.user);
