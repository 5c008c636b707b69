import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../src/core/ask.ts';
import { onConsole, onSlack, onTeams } from './support/own-payloads.ts';

const press = { action: { do: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 } };
const open = { action: { do: 'open', form: 'takeout/new' } };
const form = { name: 'takeout/new', context: {}, fields: ['purpose'], lists: [] };
const click = (action: object) => ({
  type: 'block_actions',
  actions: [{ action_id: 'a', action_ts: '1', value: JSON.stringify(action) }],
});
const view = {
  id: 'V1',
  type: 'modal',
  private_metadata: JSON.stringify({ form: 'takeout/new', context: {} }),
  state: { values: {} },
};
const dm = { type: 'event_callback', team_id: 'T1', event_id: 'E1' };
const invoke = (name: string, value: object) => ({ type: 'invoke', name, value });
const execute = (data: object) => invoke('adaptiveCard/action', { action: { data } });

type Cell = { way: string; ask: Ask | 'arrived' | undefined } | { none: string };
type Row = { does: string; expects: Ask['type'] | 'arrived'; slack: Cell; teams: Cell; console: Cell };

/** Every thing a person can do, proved by a payload that the platform's adapter turns into it. */
const rows: readonly Row[] = [
  {
    does: 'ことばや文章で頼む',
    expects: 'say',
    slack: {
      way: 'ダイレクトメッセージ',
      ask: onSlack({
        ...dm,
        event: { type: 'message', channel_type: 'im', user: 'U1', text: '持ち出し', ts: '1', channel: 'D1' },
      }),
    },
    teams: { way: '1対1のチャット', ask: onTeams({ type: 'message', text: '持ち出し' }) },
    console: { way: '入力欄', ask: onConsole({ type: 'say', text: '持ち出し' }) },
  },
  {
    does: 'コマンドで頼む',
    expects: 'say',
    slack: {
      way: '`/mamori`',
      ask: onSlack({
        command: '/mamori',
        text: '持ち出し',
        team_id: 'T1',
        user_id: 'U1',
        response_url: 'https://hooks.slack.com/x',
      }),
    },
    teams: { none: 'Teamsにはスラッシュコマンドがなく、チャットのことばの候補から選ぶ' },
    console: { way: '入力欄', ask: onConsole({ type: 'say', text: '持ち出し' }) },
  },
  {
    does: 'チャンネルで名前を呼んで質問する',
    expects: 'say',
    slack: {
      way: 'メンション(答えは本人だけに見え、「共有」で全員に)',
      ask: onSlack({ ...dm, event: { type: 'app_mention', user: 'U1', text: '<@U0> 質問', ts: '1', channel: 'C1' } }),
    },
    teams: {
      way: 'メンション(答えは個人チャットに届く)',
      ask: onTeams({
        type: 'message',
        text: '<at>守り</at> 質問',
        entities: [{ type: 'mention', mentioned: { id: '28:bot' } }],
        conversation: { id: '19:x@thread.tacv2', conversationType: 'channel', tenantId: 't' },
      }),
    },
    console: { none: '試す画面には、チャンネルがない' },
  },
  {
    does: '答えをチャンネルに共有する',
    expects: 'press',
    slack: { way: '答えの「共有」', ask: onSlack(click({ do: 'press', verb: 'share', arg: '{}' })) },
    teams: { none: '答えは個人チャットに届くため、必要なら本人が転送する' },
    console: { none: '試す画面には、チャンネルがない' },
  },
  {
    does: 'どこからでもフォームを選ぶ',
    expects: 'open',
    slack: { way: 'ショートカット', ask: onSlack({ type: 'shortcut', callback_id: 'takeout', action_ts: '1' }) },
    teams: {
      way: 'メッセージ拡張のメニューのボタン',
      ask: onTeams(invoke('composeExtension/submitAction', { commandId: 'menu', data: open })),
    },
    console: { way: 'メニューのボタン', ask: onConsole({ type: 'execute', data: open }) },
  },
  {
    does: 'メッセージを事故として報告する',
    expects: 'open',
    slack: {
      way: 'メッセージのショートカット',
      ask: onSlack({
        type: 'message_action',
        callback_id: 'incident_from_message',
        action_ts: '1',
        channel: { id: 'C1' },
        message: { text: 'x', ts: '1' },
      }),
    },
    teams: {
      way: 'メッセージの操作',
      ask: onTeams(
        invoke('composeExtension/fetchTask', {
          commandId: 'incidentFromMessage',
          messagePayload: { body: { content: 'x' } },
        }),
      ),
    },
    console: { none: '試す画面には、ほかの人のメッセージがない' },
  },
  {
    does: 'カードのボタンで決める(承認など)',
    expects: 'press',
    slack: { way: 'カード', ask: onSlack(click(press.action)) },
    teams: { way: 'カード(その場で変わる)', ask: onTeams(execute(press)) },
    console: { way: 'カード', ask: onConsole({ type: 'execute', data: press }) },
  },
  {
    does: 'カードからフォームを開く(却下など)',
    expects: 'open',
    slack: { way: 'モーダル', ask: onSlack(click(open.action)) },
    teams: { way: 'ダイアログ', ask: onTeams(invoke('task/fetch', { data: open })) },
    console: { way: 'フォーム', ask: onConsole({ type: 'execute', data: open }) },
  },
  {
    does: 'フォームを送る(直すところはその欄に表示)',
    expects: 'submit',
    slack: { way: 'モーダル', ask: onSlack({ type: 'view_submission', view }) },
    teams: { way: 'ダイアログ', ask: onTeams(invoke('task/submit', { data: { form, purpose: 'x' } })) },
    console: { way: 'フォーム', ask: onConsole({ type: 'execute', data: { form, purpose: 'x' } }) },
  },
  {
    does: 'フォームに1件加える',
    expects: 'redraw',
    slack: {
      way: 'モーダル',
      ask: onSlack({ ...click({}), view, actions: [{ action_id: 'rows/items', action_ts: '1', value: 'items' }] }),
    },
    teams: { way: 'ダイアログ', ask: onTeams(invoke('task/submit', { data: { form: { ...form, more: 'items' } } })) },
    console: { way: 'フォーム', ask: onConsole({ type: 'execute', data: { form: { ...form, more: 'items' } } }) },
  },
  {
    does: '職員の名前を候補から選ぶ',
    expects: 'suggest',
    slack: { way: '候補の一覧', ask: onSlack({ type: 'block_suggestion', action_id: 'for', value: '鈴木' }) },
    teams: { none: '氏名か職員番号を入力する(Adaptive Cards 1.5 には候補を尋ねる入力欄がない)' },
    console: { way: '候補の一覧', ask: onConsole({ type: 'suggest', query: '鈴木' }) },
  },
  {
    does: '自分の分をいつでも見る',
    expects: 'home',
    slack: {
      way: 'App Home',
      ask: onSlack({ ...dm, event: { type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1' } }),
    },
    teams: {
      way: 'チャットのホームのカード(アプリを入れると届き、いつも最新)',
      ask: onTeams({ type: 'installationUpdate', action: 'add' }),
    },
    console: { way: '右の欄', ask: onConsole({ type: 'home' }) },
  },
  {
    does: '名簿などの表をファイルで送る(管理者)',
    expects: 'file',
    slack: {
      way: 'ダイレクトメッセージに付ける',
      ask: onSlack({
        ...dm,
        event: {
          type: 'message',
          channel_type: 'im',
          subtype: 'file_share',
          user: 'U1',
          text: '',
          files: [{ name: '名簿.csv', size: 10, url_private: 'https://files.slack.com/x' }],
        },
      }),
    },
    teams: {
      way: '1対1のチャットに付ける',
      ask: onTeams({
        type: 'message',
        text: '',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: '名簿.csv',
            content: { downloadUrl: 'https://x-my.sharepoint.com/x' },
          },
        ],
      }),
    },
    console: { none: '試す画面では、表をフォームに貼り付ける' },
  },
];

const shown = (cell: Cell): string => ('none' in cell ? `― ${cell.none}` : `○ ${cell.way}`);

const table = [
  '| できること | Slack | Teams | 試す画面 |',
  '|---|---|---|---|',
  ...rows.map(
    ({ does, slack, teams, console: page }) => `| ${does} | ${[slack, teams, page].map(shown).join(' | ')} |`,
  ),
].join('\n');

describe('what people can do, platform by platform', () => {
  for (const { does, expects, ...cells } of rows) {
    it(`${does}: every platform has a way, or a reason`, () => {
      for (const cell of Object.values(cells)) {
        if ('none' in cell) expect(cell.none).not.toBe('');
        else expect(cell.ask === 'arrived' ? 'home' : cell.ask?.type).toBe(expects);
      }
    });
  }

  it('is what the README says', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(table);
  });
});
