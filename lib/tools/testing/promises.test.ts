import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

test('finds promises that are not awaited or are used as a value, and an await without a promise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-promises-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "types": [] } }');
  const planted = {
    floating: 'save();',
    condition: 'if (save()) throw new Error();',
    listener: 'addEventListener("load", async () => {});',
    value: 'await 1;',
  };
  for (const [name, line] of Object.entries(planted))
    writeFileSync(join(folder, `${name}.ts`), `export const save = async (): Promise<boolean> => true;\n${line}\n`);
  const config = join(root, '.oxlintrc.json');
  const { status, stdout } = spawnSync('oxlint', ['--type-aware', '-c', config, '-f', 'unix', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const found = Object.keys(planted).filter((name) => stdout.includes(`${name}.ts:2:`));
  expect({ status, found }).toEqual({ status: 1, found: Object.keys(planted) });
});
