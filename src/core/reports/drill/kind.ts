import type { Ctx } from '../../feature.ts';
import { choice, person, text } from '../../fields.ts';
import { roleHolders } from '../../people/roles.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { jstDate } from '../../time.ts';
import { defineReport } from '../kind.ts';
import { type ScriptName, scriptOf, scripts } from './scripts.ts';

const [usual] = scripts;

/** Only who orders drills starts one: the 責任者, or the 情報セキュリティ管理者 who runs the practice. */
const mayStart = ({ actor, dir, now }: Ctx): Result<true> => {
  const on = jstDate(now);
  const starts =
    actor.is === 'person' &&
    (['chiefOfficer', 'securityManager'] as const).some((role) =>
      roleHolders(dir, role, undefined, on).some((each) => each.person === actor.person.id),
    );
  return starts
    ? ok(true)
    : refuse(
        'not-yours',
        '訓練を始められるのは、情報セキュリティ責任者と情報セキュリティ管理者です。ほんとうの事故は「事故」と送ってください。',
      );
};

/** 緊急時対応訓練 (2-7(2)(ウ)): the life of an incident with a made-up accident, under numbers of its own. */
export const drill = defineReport({
  name: 'drill',
  label: '緊急時対応訓練',
  words: ['訓練', '避難訓練', 'drill'],
  clauses: ['2-7(2)(ウ)'],
  about: '作り話の事故で、報告から再発防止までを試すとき',
  firstAid: [
    'これは訓練を始めるフォームです。ほんとうの事故は「事故」と送ってください。',
    'すべてのカードに【訓練】と付き、事故の台帳には入りません。',
  ],
  usual: { script: usual.name },
  // 件名 and 内容 come from the script.
  fields: {
    script: choice<ScriptName>({
      label: '想定する事故',
      options: scripts.map(({ name, label }) => ({ value: name, label })),
    }),
    player: person({ label: '報告する役の方', hint: 'この方の所属の情報管理者に届きます。氏名か職員番号' }),
    aim: text({ label: 'ねらい', hint: '例: 15分以内に受け付ける', max: 200, required: false }),
  },
  only: true,
  mayBegin: mayStart,
  playedBy: ({ player }) => player,
  told: ({ script }) => scriptOf(script),
  reach: ['informationManager', 'securityManager'],
  severe: () => true,
  chiefAtOnce: () => false,
  incident: () => true,
  personal: () => 'unknown',
  record: ({ script }) => ({ script }),
});
