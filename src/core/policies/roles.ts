import type { RoleId } from './digest.ts';

/** Roles as the policy names them. */
export const ROLE_NAMES: Readonly<Record<RoleId, string>> = {
  staff: '職員等情報取扱者(全員)',
  chiefOfficer: '情報セキュリティ責任者',
  securityManager: '情報セキュリティ管理者',
  informationManager: '情報管理者',
  infrastructureManager: '情報基盤管理者',
  auditLead: '情報セキュリティ監査責任者',
  committee: '情報セキュリティ委員会',
  deputy: '代行者',
  contractor: '外部委託事業者',
  foundation: '財団',
};

export const showRoles = (roles: readonly RoleId[]): string => roles.map((role) => ROLE_NAMES[role]).join('、');
