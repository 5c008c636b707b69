import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, problem, why } from './common.ts';

export const deviceChange = defineKind({
  name: 'deviceChange',
  label: '軽微な機器の増設',
  words: ['増設', '機器増設', '機器の増設', '周辺機器', 'device'],
  clauses: ['2-8(1)(テ)'],
  about: '支給の端末に、画面や周辺機器を足すとき(2人の承認)',
  offer: ['機器の増設を申請する', 'Request a minor device addition'],
  fields: {
    change: choice({
      label: 'すること',
      options: [
        { value: 'add', label: '周辺機器をつなぐ・足す' },
        { value: 'part', label: 'メモリなどの部品を足す(業者か総務部が行う)' },
        { value: 'rebuild', label: '改造する' },
      ],
    }),
    device: text({ label: '端末・機器', hint: '例: PC-0123 に外付けの画面', max: 200 }),
    reason: why('理由', '例: 図面を大きく見るため'),
  },
  hear: hears(
    /増設|(モニター|ディスプレイ|メモリー?|プリンター?|ハードディスク|周辺機器)[^。]{0,8}(追加|取り付け|付け|つけ|増や|足)|改造/u,
    'reason',
  ),
  approvers: ['infrastructureManager', 'informationManager'],
  check: ({ change }) =>
    problem({}, [
      change === 'rebuild' && {
        clause: '2-8(1)(テ)',
        text: '支給の端末を改造することはできません。困っていることを、情報基盤管理者に伝えてください。',
        never: true,
      },
    ]),
  subject: ({ device }) => oneLine(device, 30),
  risks: ({ change }) => (change === 'part' ? ['端末の中を開けます。だれが行うかを確かめてください。'] : []),
  secret: () => false,
  alike: ({ change }) => change,
});
