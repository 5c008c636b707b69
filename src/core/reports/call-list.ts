import { type Block, type FactRow, text } from '../card.ts';
import type { Ctx } from '../feature.ts';

/** As many lines as a card holds. */
const most = 20;

/** 緊急時連絡網 in its order (2-9(4)(ウ)): organization, post, name, telephone. */
export const callList = ({ contacts = [] }: Pick<Ctx, 'contacts'>): Block[] => {
  if (contacts.length === 0)
    return [text('緊急時連絡網はまだ登録されていません。総務部の代表電話に連絡してください。')];
  const rows = contacts
    .slice(0, most)
    .map(
      ({ organization, role, name, phone, email }): FactRow => [
        [organization, role].filter((part) => part !== '').join(' ') || name,
        [organization === '' && role === '' ? '' : name, phone || email].filter((part) => part !== '').join(' ') ||
          email,
      ],
    );
  const more = contacts.length > most ? [text(`ほかに${contacts.length - most}件あります。`, 'subtle')] : [];
  return [text('緊急時連絡網', 'strong'), { kind: 'facts', rows }, ...more];
};
