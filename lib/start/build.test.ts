import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildIfStale } from './build.ts';

/** In place of Next: leaves what `next build` leaves beside its sources. */
const NEXT = `
const fs = require('node:fs');
fs.mkdirSync('.next', { recursive: true });
fs.writeFileSync('next-env.d.ts', '/// <reference types="next" />');
`;

function checkout(): (path: string, text: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'pintd-build-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return root;
  };
}

test('it builds where a source has changed, and not because of what the last build wrote', async () => {
  const write = checkout();
  write('node_modules/next/dist/bin/next', NEXT);
  const root = write('app/page.tsx', 'one');
  const builds: string[] = [];
  const start = () => buildIfStale(root, new AbortController().signal, (line) => builds.push(line));
  await start();
  await start();
  expect(builds).toHaveLength(1);
  write('app/page.tsx', 'two');
  write('app/page.test.tsx', 'a test');
  await start();
  await start();
  expect(builds).toHaveLength(2);
});

test('a build that opens the data folder fails, and leaves the data folder of the console alone', async () => {
  const write = checkout();
  write('node_modules/next/dist/bin/next', `${NEXT}fs.mkdirSync(process.env.PINTD_DATA_DIR, { recursive: true });`);
  const root = write('app/page.tsx', 'one');
  const build = () => buildIfStale(root, new AbortController().signal, () => {});
  await expect(build()).rejects.toThrow('The build opened the data folder');
  expect(existsSync(join(root, 'data'))).toBe(false);
  write('node_modules/next/dist/bin/next', NEXT);
  await build();
});
