import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boundaryRules } from './boundary-rules.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pintd-boundaries-'));
  write('package.json', JSON.stringify({ imports: { '#lib/*': './lib/*' } }));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function check(folder: string): { status: number | null; text: string } {
  const script = join(import.meta.dirname, 'boundaries.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

/** Rule, file and a forbidden import, which the check must find. */
const violations: [string, string, string][] = [
  ['core-is-self-contained', 'lib/core/a.ts', "import { useQuery } from '@tanstack/react-query'"],
  ['core-is-self-contained', 'lib/core/a.ts', "const { createHash } = await import('node:crypto')"],
  ['core-imports-no-layer', 'lib/core/a.ts', "import type { X } from '#lib/operations/target.ts'"],
  ['connectors-import-core-only', 'lib/connectors/acme/a.ts', "import { x } from '../other/target.ts'"],
  ['connectors-import-core-only', 'lib/connectors/acme/a.ts', "import { x } from '#lib/adapters/target.ts'"],
  ['registry-imports-core-only', 'lib/connectors/registry.ts', "import { x } from '../operations/target.ts'"],
  ['connectors-without-node', 'lib/connectors/acme/a.ts', "import { isIP } from 'node:net'"],
  ['sandbox-is-lazy', 'lib/connectors/acme/a.ts', "import { x } from './sandbox/target.ts'"],
  ['only-registry-imports-connectors', 'lib/operations/a.ts', "import { x } from '../connectors/acme/target.ts'"],
  ['operations-take-dependencies-as-arguments', 'lib/operations/a.ts', "import { x } from '../adapters/target.ts'"],
  ['operations-take-dependencies-as-arguments', 'lib/operations/a.ts', "export * from '../runtime/runtime.ts'"],
  ['only-runtime-imports-adapters', 'lib/worker/a.ts', "import { x } from '#lib/adapters/target.ts'"],
  ['only-runtime-imports-adapters', 'app/page.tsx', "import { x } from '#lib/adapters/target.ts'"],
  ['adapters-import-no-callers', 'lib/adapters/a.ts', "import { x } from '../runtime/runtime.ts'"],
  ['worker-and-cli-are-entry-points', 'lib/worker/a.ts', "import { x } from '../cli/product/target.ts'"],
  ['api-is-an-entry-point', 'lib/api/a.ts', "import { x } from '../cli/product/target.ts'"],
  ['api-is-an-entry-point', 'lib/td-api/a.ts', "import { x } from '../cli/product/target.ts'"],
  ['api-does-not-import-td-api', 'lib/api/a.ts', "import { x } from '../td-api/target.ts'"],
  ['commands-import-no-entry-points', 'lib/commands/a.ts', "import { x } from '../cli/product/target.ts'"],
  ['layers-import-no-commands', 'lib/runtime/a.ts', "import type { X } from '../commands/target.ts'"],
  ['pages-perform-commands', 'app/page.tsx', "import { x } from '#lib/runtime/runtime.ts'"],
  ['pages-perform-commands', 'app/page.tsx', "import { x } from '#lib/web/runtime.ts'"],
  ['pages-perform-commands', 'app/page.tsx', "import { x } from '#lib/operations/target.ts'"],
  ['lib-imports-no-pages', 'lib/operations/a.ts', "import type { X } from '../../components/target.tsx'"],
  ['components-import-no-pages', 'components/a.tsx', "import { x } from '../app/target.ts'"],
  ['features-do-not-import-each-other', 'components/jobs/a.tsx', "import type { X } from '../review/target.tsx'"],
  ['shared-components-import-no-features', 'components/ui/a.tsx', "import { x } from '../review/target.tsx'"],
  ['components-import-no-operations', 'components/a.tsx', "import type { X } from '#lib/operations/target.ts'"],
  ['components-import-no-operations', 'components/a.tsx', "import { x } from '#lib/runtime/runtime.ts'"],
  ['framework-in-views-only', 'lib/operations/a.ts', "import { useState } from 'react'"],
  ['framework-in-views-only', 'lib/worker/a.ts', "import { headers } from 'next/headers'"],
  ['product-does-not-import-torture', 'lib/runtime/runtime.ts', "import { x } from '../../torture/target.ts'"],
  ['database-in-adapters-only', 'lib/worker/a.ts', "import Database from 'better-sqlite3'"],
  ['database-in-adapters-only', 'lib/runtime/runtime.ts', "import Database from 'better-sqlite3'"],
  ['resolvable', 'lib/core/a.ts', "import { x } from './gone.ts'"],
];

const targets = [
  'app/target.ts',
  'components/review/target.tsx',
  'components/target.tsx',
  'lib/adapters/target.ts',
  'lib/cli/product/target.ts',
  'lib/commands/target.ts',
  'lib/web/runtime.ts',
  'lib/connectors/acme/sandbox/target.ts',
  'lib/connectors/acme/target.ts',
  'lib/connectors/other/target.ts',
  'lib/operations/target.ts',
  'lib/td-api/target.ts',
  'torture/target.ts',
];

test.each(violations)('finds %s in %s: %s', (rule, file, code) => {
  for (const target of [...targets, 'lib/runtime/runtime.ts']) write(target, 'export const x = 1;');
  write(file, `${code};\n`);
  const { status, text } = check(root);
  expect(text).toContain(`\n  ${rule}: `);
  expect(status).toBe(1);
});

test('every rule has a violation above', () => {
  const covered = violations.map(([rule]) => rule);
  expect(boundaryRules.map(({ name }) => name).filter((name) => !covered.includes(name))).toEqual([]);
});

test('finds a cycle, even one closed by a type import', () => {
  write('lib/core/a.ts', "import { b } from './b.ts'; export const a = b;");
  write('lib/core/b.ts', "import { c } from './c.ts'; export const b = c;");
  write('lib/core/c.ts', 'export const c = 1;');
  expect(check(root)).toMatchObject({ status: 0 });
  write('lib/core/c.ts', "import type { A } from './a.ts'; export const c = 1;");
  expect(check(root).text).toContain('lib/core/a.ts → lib/core/b.ts → lib/core/c.ts → lib/core/a.ts\n  no-cycles');
});

test('finds folders that import each other, and names the imports', () => {
  write('lib/core/job/a.ts', "import { b } from '../record/b.ts'; export const a = b;");
  write('lib/core/record/b.ts', 'export const b = 1;');
  write('lib/core/record/c.ts', 'export const c = 1;');
  write('lib/core/job/d.ts', 'export const d = 1;');
  expect(check(root)).toMatchObject({ status: 0 });
  write('lib/core/record/c.ts', "import type { D } from '../job/d.ts'; export const c = 1;");
  const { status, text } = check(root);
  expect(status).toBe(1);
  expect(text).toContain('lib/core/job → lib/core/record → lib/core/job\n  folders-one-way');
  expect(text).toContain('lib/core/record/c.ts → lib/core/job/d.ts');
});

test('finds a folder with too many files, not counting tests', () => {
  write('lib/core/b.ts', "export * from './file-0.ts';");
  for (let index = 0; index < 15; index += 1) write(`lib/core/file-${index}.ts`, 'export const x = 1;');
  write('lib/core/b.test.ts', 'export const x = 1;');
  expect(check(root)).toMatchObject({ status: 0 });
  write('lib/core/c.ts', 'export const x = 1;');
  expect(check(root).text).toContain('lib/core holds 17 files\n  few-siblings');
});

test('fails if there are no files to check', () => {
  expect(check(root)).toMatchObject({ status: 1 });
});
