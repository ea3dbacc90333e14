import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IS_WHOLE } from '../../tests/kit/whole.ts';
import { openApiDocument } from '../api/openapi.ts';
import { routes } from '../api/routes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-openapi-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// biome-ignore lint/suspicious/noExplicitAny: tests add faults anywhere in the document
type Broken = any;

/** Lints our document with a fault added to it. */
function check(addFault: (document: Broken) => void): { status: number | null; text: string } {
  const document = structuredClone(openApiDocument());
  addFault(document);
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document, null, 2));
  const script = join(import.meta.dirname, 'lint-openapi.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

// `npm run check` lints the document, too.
test.skipIf(!IS_WHOLE)('our own document has no problems', () => {
  expect(check(() => undefined)).toEqual({
    status: 0,
    text: `${routes.length} operations of the HTTP API, 0 problems\n`,
  });
});

/** Faults at different places of one document, because each start of the linter takes a second. */
const FAULTS: Readonly<Record<string, (document: Broken) => void>> = {
  'info-license': ({ info }) => delete info.license,
  'info-contact': ({ info }) => delete info.contact,
  'operation-description': ({ paths }) => delete paths['/api/v1/jobs'].get.description,
  'operation-summary': ({ paths }) => delete paths['/api/v1/jobs'].get.summary,
  'parameter-description': ({ paths }) => delete paths['/api/v1/jobs'].get.parameters[0].description,
  'tag-description': ({ tags }) => delete tags[0].description,
  'operation-4xx-response': ({ paths }) => {
    const { 200: ok, default: problem } = paths['/api/v1/jobs'].get.responses;
    paths['/api/v1/jobs'].get.responses = { 200: ok, default: problem };
  },
  'operation-operationId-unique': ({ paths }) => {
    paths['/api/v1/jobs'].get.operationId = 'getJob';
  },
};

test('finds each of many violations', () => {
  const { status, text } = check((document) => {
    for (const addFault of Object.values(FAULTS)) addFault(document);
  });
  expect(status).toBe(1);
  expect(Object.keys(FAULTS).filter((rule) => !text.includes(rule))).toEqual([]);
});

test('finds a reference to a missing schema', () => {
  const { status, text } = check(({ components }) => delete components.schemas.Job);
  expect(status).toBe(1);
  expect(text).toContain('no-unresolved-refs');
});

test('fails for a document without operations', () => {
  const { status } = check((document) => {
    document.paths = {};
  });
  expect(status).toBe(1);
});
