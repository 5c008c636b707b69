import type { Contact } from '../../src/core/people/contact.ts';

import type { Person, Position, Post, Roles, Unit } from '../../src/core/people/directory.ts';

/** An invented organization for trying Mamori: no such foundation, no such people, numbers nobody has. */
export const sampleUnits: readonly Unit[] = [
  { id: 'top', bu: '', group: '' },
  { id: 'U1', bu: '総務部', group: '' },
  { id: 'U2', bu: '総務部', group: '総務グループ' },
  { id: 'U3', bu: '総務部', group: '経理グループ' },
  { id: 'U4', bu: '文化事業部', group: '' },
  { id: 'U5', bu: '文化事業部', group: '企画グループ' },
  { id: 'U6', bu: '文化事業部', group: '公演グループ' },
  { id: 'U7', bu: '施設部', group: '' },
  { id: 'U8', bu: '施設部', group: '管理グループ' },
  { id: 'U9', bu: '施設部', group: '貸館グループ' },
  { id: 'U10', bu: '地域連携部', group: '' },
  { id: 'U11', bu: '地域連携部', group: '交流グループ' },
  { id: 'U12', bu: '地域連携部', group: '広報グループ' },
];

export const sampleRoles: Roles = {
  securityManagerUnit: 'U1',
  infrastructureManagerUnit: 'U2',
  auditLead: 'S013',
};

type Line = [id: string, name: string, mail: string, unit: string, position: Position, employment: string];

// The leader's post of 交流グループ is vacant; 野原 つくし works in two groups.
const lines: readonly Line[] = [
  ['S001', '朝凪 しずか', 'asanagi', 'top', '常務理事', '固有職員'],
  ['S002', '若草 みのる', 'wakakusa', 'U1', '部長', '市派遣職員'],
  ['S003', '風車 まわる', 'kazaguruma', 'U2', 'グループリーダー', '固有職員'],
  ['S004', '露草 あおい', 'tsuyukusa', 'U2', '', '固有職員'],
  ['S005', '綿雲 ふわり', 'watagumo', 'U2', '', '嘱託職員'],
  ['S006', '小春日 のどか', 'koharubi', 'U2', '', '派遣労働者'],
  ['S007', '算盤 はじめ', 'soroban', 'U3', 'グループリーダー', '固有職員'],
  ['S008', '薄氷 さえ', 'usurai', 'U3', '', '固有職員'],
  ['S009', '木漏日 ゆらら', 'komorebi', 'U4', '部長', '固有職員'],
  ['S010', '琴糸 かなで', 'kotoito', 'U5', 'グループリーダー', '固有職員'],
  ['S011', '春霞 たなびく', 'harugasumi', 'U5', '', '固有職員'],
  ['S012', '糸遊 かげろう', 'itoyuu', 'U5', '', '短期雇用職員'],
  ['S013', '月影 さやか', 'tsukikage', 'U3', '', '固有職員'],
  ['S014', '拍子木 ひびき', 'hyoushigi', 'U6', 'グループリーダー', '固有職員'],
  ['S015', '舞扇 ひらり', 'maiougi', 'U6', '', '固有職員'],
  ['S016', '花筏 ながれ', 'hanaikada', 'U6', '', '嘱託職員'],
  ['S017', '石畳 かたし', 'ishidatami', 'U7', '部長', '市派遣職員'],
  ['S018', '雨樋 つたう', 'amadoi', 'U8', 'グループリーダー', '固有職員'],
  ['S019', '軒端 つらら', 'nokiba', 'U8', '', '固有職員'],
  ['S020', '縁側 ひなた', 'engawa', 'U8', '', '短期雇用職員'],
  ['S021', '鍵束 すずね', 'kagitaba', 'U9', 'グループリーダー', '固有職員'],
  ['S022', '野原 つくし', 'nohara', 'U9', '', '固有職員'],
  ['S023', '夕映 あかね', 'yuubae', 'U9', '', '嘱託職員'],
  ['S024', '渡橋 かける', 'watahashi', 'U10', '部長', '固有職員'],
  ['S025', '輪踊 めぐる', 'waodori', 'U11', '', '固有職員'],
  ['S026', '回覧 まわす', 'kairan', 'U11', '', '固有職員'],
  ['S027', '便箋 つづり', 'binsen', 'U12', 'グループリーダー', '固有職員'],
  ['S028', '水鏡 うつる', 'mizukagami', 'U12', '', '固有職員'],
  ['S029', '千代紙 いろは', 'chiyogami', 'U12', '', '派遣労働者'],
  ['S030', '霜柱 さくさく', 'shimobashira', 'U12', '', '短期雇用職員'],
];

export const samplePeople: readonly Person[] = lines.map(([id, name, mail]) => ({
  id,
  name,
  email: `${mail}@example.jp`,
  phone: `000-0000-0${id.slice(1)}`,
}));

export const samplePosts: readonly Post[] = [
  ...lines.map(
    ([person, , , unit, position, employment]): Post => ({ person, unit, position, employment, from: '2020-04-01' }),
  ),
  { person: 'S022', unit: 'U12', position: '', employment: '固有職員', from: '2020-04-01' },
];

const contact = (
  order: number,
  organization: string,
  role: string,
  name: string,
  phone: string,
  email: string,
): Contact => ({ order, organization, role, name, phone, email });

export const sampleContacts: readonly Contact[] = [
  contact(1, '見本財団', '情報セキュリティ責任者', '朝凪 しずか', '000-0000-0001', 'asanagi@example.jp'),
  contact(2, '見本財団', '情報セキュリティ管理者', '若草 みのる', '000-0000-0002', 'wakakusa@example.jp'),
  contact(3, '見本財団', '情報基盤管理者', '風車 まわる', '000-0000-0003', 'kazaguruma@example.jp'),
  contact(4, '見本市役所', '情報セキュリティ担当', '', '000-0000-0101', 'security@city.example.jp'),
  contact(5, '見本警察署', 'サイバー犯罪相談', '', '000-0000-0110', ''),
  contact(6, 'みほん通信サービス', '回線と機器の保守', '', '000-0000-0201', 'support@network.example.jp'),
  contact(7, 'みほん電算', '業務システムの保守', '', '000-0000-0202', 'support@system.example.jp'),
];
