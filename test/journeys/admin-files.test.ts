import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heading, staffTable } from '../support/admin-desk.ts';
import { eventually } from '../support/fake-slack/people.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';

const newcomer = ['new1', '新入 みなと', 'new1@example.jp', '事業部', '企画グループ', '', '固有職員', '2026-07-01', ''];
const table = staffTable({}, [newcomer]);
const csv = table.replaceAll('\t', ',');
const change = 'adminStaff-2026-1';

describe('a staff file sent to the bot', () => {
  let world: TwoPlatforms;
  beforeEach(async () => {
    world = await twoPlatforms({ slack: ['security', 'staff'], teams: ['chief', 'leader'] });
  });
  afterEach(() => world.close());

  const share = async (who: string, bytes: Buffer, about: { name?: string; size?: number; at?: string } = {}) => {
    const { slack } = world;
    slack.world.files.set('F1', bytes);
    const at = about.at ?? new URL('/files-pri/F1', slack.apiUrl).href;
    const file = {
      id: 'F1',
      name: about.name ?? '名簿.csv',
      size: about.size ?? bytes.length,
      url_private_download: at,
    };
    return slack.say(slackId(who), '', { subtype: 'file_share', files: [file] });
  };
  const attach = (who: string, bytes: Buffer, about: { name?: string; at?: string } = {}) => {
    const { teams } = world;
    teams.world.files.set('f1', bytes);
    const content = {
      downloadUrl: about.at ?? `${teams.serviceUrl}files/f1?tempauth=x`,
      uniqueId: 'u',
      fileType: 'csv',
    };
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    const attachments = [{ contentType, name: about.name ?? '名簿.csv', content }];
    return world.teams.post(world.teams.activity(teamsId(who), { type: 'message', text: '', attachments }));
  };
  const people = async (): Promise<string[]> => (await world.store.directory()).people.map(({ id }) => id);
  const nothing = async (): Promise<void> => {
    expect(await world.store.loadCase(change)).toBeUndefined();
    expect(await people()).not.toContain('new1');
  };

  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['Shift_JIS', iconv.encode(csv, 'cp932')],
    ['Unicode text of Excel', iconv.encode(table, 'utf-16le', { addBOM: true })],
  ])('is shown as a preview in Slack, in %s, and brought in with one press', async (_, bytes) => {
    expect((await share('security', bytes)).status).toBe(200);
    const card = await world.onSlack('security', '新入 みなと');
    expect(await people()).not.toContain('new1');
    await world.slack.click(slackId('security'), card, '反映する');
    await eventually(async () => (await people()).includes('new1') || undefined, 'the newcomer');
  });

  it('is shown as a preview in Teams, without a token on the way', async () => {
    expect((await attach('chief', Buffer.from(csv))).status).toBe(200);
    const card = await world.onTeams('chief', '新入 みなと');
    await world.teams.press(teamsId('chief'), card, '反映する');
    expect(await people()).toContain('new1');
  });

  it('comes back with its wrong lines, and nothing is kept', async () => {
    const wrong = [...newcomer.slice(0, 5), '課長', ...newcomer.slice(6)];
    await share('security', Buffer.from(staffTable({}, [wrong])));
    await world.onSlack('security', '12行目: 役職「課長」は使えません');
    await attach('chief', Buffer.from(`${heading.join(',')}\n`));
    await world.onTeams('chief', '見出しの下に行がありません');
    await nothing();
  });

  it('is not even fetched for anybody else, and the attempt is on record', async () => {
    await share('staff', Buffer.from(csv));
    await world.onSlack('staff', '情報セキュリティ責任者だけ');
    await attach('leader', Buffer.from(csv));
    await world.onTeams('leader', '情報セキュリティ責任者だけ');
    await nothing();
    const refused = (await world.store.ledger.recordsOf('org')).filter(({ data }) => data.includes('not-admin'));
    expect(refused.map(({ actor }) => actor)).toEqual(['staff', 'leader']);
  });

  it('is fetched from the platforms’ own hosts alone: no token goes anywhere else', async () => {
    for (const at of [
      'https://files.slack.com.example.com/x',
      'http://files.slack.com/x',
      'https://user:pass@files.slack.com/x',
      'https://example.com/files.slack.com/x',
      'http://127.0.0.1:9/x',
    ]) {
      await share('security', Buffer.from(csv), { at });
      await nothing();
    }
    await world.onSlack('security', 'ファイルを受け取れませんでした');
    for (const at of ['https://evil.example.com/x', 'https://a.b.sharepoint.com/x', 'http://tenant.sharepoint.com/x'])
      await attach('chief', Buffer.from(csv), { at });
    await world.onTeams('chief', 'ファイルを受け取れませんでした');
    await nothing();
  });

  it('says what to do where the app may not read files', async () => {
    world.slack.world.scopes.delete('files:read');
    await share('security', Buffer.from(csv));
    await world.onSlack('security', 'ファイルを読む許可');
    await nothing();
  });

  it('says what to do with a workbook, a file that is too large, and one in no known encoding', async () => {
    await share('security', Buffer.from('PK'), { name: '名簿.xlsx' });
    await world.onSlack('security', 'CSV UTF-8(コンマ区切り)');
    await share('security', Buffer.alloc(1024 * 1024 + 1, 'a'), { size: 10 });
    await world.onSlack('security', 'ファイルが大きすぎます');
    await attach('chief', iconv.encode(csv, 'euc-jp'));
    await world.onTeams('chief', '文字コードを読み取れません');
    await nothing();
  });

  it('leaves pictures and other files alone', async () => {
    await share('security', Buffer.from('x'), { name: '写真.png' });
    await nothing();
    expect(world.slack.calls('chat.postMessage')).toHaveLength(0);
  });
});
