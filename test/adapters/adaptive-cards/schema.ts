import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';

const folder = process.env.SCHEMAS_DIR ?? '';
const file = path.join(folder, 'adaptivecards', 'adaptive-card-1.5.0.json');

/** Microsoft's own schema is in no package: where SCHEMAS_DIR has it, cards are held against it. */
export const schemaProblems = (() => {
  if (folder === '' || !existsSync(file)) {
    console.log('SCHEMAS_DIR has no adaptivecards/adaptive-card-1.5.0.json: cards are not checked against the schema');
    return undefined;
  }
  const { id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json'));
  const validate = ajv.compile(schema);
  return (card: object): unknown[] => {
    // The published schema knows neither `msteams` nor `filtered`, which the documentation of 1.5 has.
    const known = JSON.stringify(card).replaceAll('"style":"filtered"', '"style":"compact"');
    const { msteams: _teams, ...plain } = JSON.parse(known);
    return validate(plain) ? [] : (validate.errors ?? []);
  };
})();
