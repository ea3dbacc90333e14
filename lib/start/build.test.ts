import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdBuild } from '../adapters/store/sqlite/build-lock.ts';
import { buildIfStale } from './build.ts';

/** A fake Next. Like `next build`, it writes `.next` and `next-env.d.ts` into the folder of the sources. */
const NEXT = `
const fs = require('node:fs');
fs.mkdirSync('.next', { recursive: true });
fs.writeFileSync('next-env.d.ts', '/// <reference types="next" />');
`;

/** Creates an empty folder. The returned function writes a file into it, and returns the path of the folder. */
function createCheckout(): (path: string, text: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'pintd-build-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return root;
  };
}

test('builds after a source changed, but not after its own output changed', async () => {
  const write = createCheckout();
  write('node_modules/next/dist/bin/next', NEXT);
  const root = write('app/page.tsx', 'one');
  const builds: string[] = [];
  const start = () => buildIfStale(root, new AbortController().signal, (line) => builds.push(line));
  await start();
  await start();
  expect(builds).toEqual([expect.stringContaining('First start')]);
  write('app/page.tsx', 'two');
  write('app/page.test.tsx', 'a test');
  await start();
  await start();
  expect(builds.slice(1)).toEqual([expect.stringContaining('sources changed')]);
});

test('a long build keeps its lock: a process that starts meanwhile waits, and does not build', async () => {
  const write = createCheckout();
  write(
    'node_modules/next/dist/bin/next',
    `${NEXT}
fs.appendFileSync('.next/builds', 'x');
const timer = setInterval(() => fs.existsSync('done') && clearInterval(timer), 5);`,
  );
  const root = write('app/page.tsx', 'one');
  const start = () => buildIfStale(root, new AbortController().signal, () => {});
  const first = start();
  await expect.poll(() => existsSync(join(root, '.next/builds'))).toBe(true);
  // As if the build had begun an hour ago, or this machine had slept since.
  const anHourAgo = Date.now() / 1000 - 3600;
  for (const path of globSync('.next-building{,/**/*}', { cwd: root }))
    utimesSync(join(root, path), anHourAgo, anHourAgo);
  const second = start();
  write('done', '');
  await Promise.all([first, second]);
  expect(readFileSync(join(root, '.next/builds'), 'utf8')).toBe('x');
});

test('does not build over a build that a console uses; fresh, it can be used by several', async () => {
  const write = createCheckout();
  write('node_modules/next/dist/bin/next', `${NEXT}fs.appendFileSync('.next/builds', 'x');`);
  const root = write('app/page.tsx', 'one');
  const start = () => buildIfStale(root, new AbortController().signal, () => {});
  const builds = () => readFileSync(join(root, '.next/builds'), 'utf8');
  await start();
  // Consoles of other users mark the build, too.
  const othersMay = (path: string) => statSync(join(root, path)).mode & 0o007;
  expect([othersMay('.next-building'), othersMay('.next-building/in-use.db')]).toEqual([0o005, 0o004]);
  const [first, second] = [holdBuild(root), holdBuild(root)];
  await start();
  write('app/page.tsx', 'two');
  await expect(start()).rejects.toMatchObject({ code: 'build_in_use', params: { path: root } });
  first();
  await expect(start()).rejects.toMatchObject({ code: 'build_in_use' });
  expect(builds()).toBe('x');
  second();
  await start();
  expect(builds()).toBe('xx');
});

const SOURCES = ['components/a.tsx', 'i18n/request.ts', 'lib/a.ts', 'next.config.js'];

test.each(SOURCES)('builds again after %s changed', async (path) => {
  const write = createCheckout();
  write('node_modules/next/dist/bin/next', NEXT);
  const root = write(path, 'one');
  const builds: string[] = [];
  const start = () => buildIfStale(root, new AbortController().signal, (line) => builds.push(line));
  await start();
  write(path, 'two');
  await start();
  expect(builds).toEqual([expect.stringContaining('First start'), expect.stringContaining('sources changed')]);
});

test('builds of the same sources in different folders have the same build id and key', async () => {
  const note = `fs.writeFileSync('.next/identity', process.env.NEXT_BUILD_ID + process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY);`;
  const buildOf = async (source: string) => {
    const write = createCheckout();
    write('node_modules/next/dist/bin/next', NEXT + note);
    const root = write('app/page.tsx', source);
    await buildIfStale(root, new AbortController().signal, () => {});
    return readFileSync(join(root, '.next/identity'), 'utf8');
  };
  expect(await buildOf('one')).toBe(await buildOf('one'));
  expect(await buildOf('one')).not.toBe(await buildOf('two'));
});

test('no server action closes over values, because the key that encrypts them can be computed from the sources', () => {
  const root = resolve(import.meta.dirname, '../..');
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root });
  expect(files.filter((file) => /^\s+['"]use server['"]/m.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('reports each phase of a build once, in order, however its output is split', async () => {
  const write = createCheckout();
  const output = ['  Creating an optim', 'ized production build ...\n✓ Compiled\n', '  Collecting page data\n'];
  const printing = output.map((text) => `fs.writeSync(1, ${JSON.stringify(text)});`).join('\n');
  const root = write('app/page.tsx', 'one');
  write('node_modules/next/dist/bin/next', `${NEXT}${printing}`);
  const lines: string[] = [];
  await buildIfStale(root, new AbortController().signal, (line) => lines.push(line));
  expect(lines.slice(1)).toEqual(['  1 of 3: compiling …', '  2 of 3: collecting pages …']);
});

test("fails if a build opens the data folder that it is given; the console's data folder stays untouched", async () => {
  const write = createCheckout();
  write('node_modules/next/dist/bin/next', `${NEXT}fs.mkdirSync(process.env.PINTD_DATA_DIR, { recursive: true });`);
  const root = write('app/page.tsx', 'one');
  const build = () => buildIfStale(root, new AbortController().signal, () => {});
  await expect(build()).rejects.toThrow('The build opened the data folder');
  expect(existsSync(join(root, 'data'))).toBe(false);
  write('node_modules/next/dist/bin/next', NEXT);
  await build();
});
