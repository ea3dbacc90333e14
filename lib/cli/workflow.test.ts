import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_PROJECT_BYTES } from '../core/workflow/project-files.ts';
import { type Ended, runCommand } from './command-line.test-kit.ts';

/** workflow:check, as scripts use it. */

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-workflow-'));
});
afterEach(() => rm(folder, { recursive: true }));

const check = (dir: string): Promise<Ended> => runCommand(['workflow:check', dir], { env: process.env });

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

test('prints one finding a line, and exits with 1 where there are errors', async () => {
  await write('daily.dig', '+load:\n  td>: queries/load.sql\n  databas: shop\n+send:\n  py>: send\n');
  await write('queries/load.sql', 'SELECT ${session_date} FROM a');
  const { status, out, err } = await check(folder);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect([status, lines]).toEqual([
    1,
    [
      {
        ...{ file: 'daily.dig', line: 3, level: 'warning', code: 'workflow_option_unknown' },
        message: 'td> has no option databas; it is only a parameter of the task. Did you mean database?',
      },
      {
        ...{ file: 'daily.dig', line: 5, level: 'error', code: 'workflow_operator_unsupported' },
        message: 'The operator py> is not supported.',
      },
    ],
  ]);
  expect(err).toBe('1 workflow checked: 1 error, 1 warning.\n');
});

test('exits with 0 where there is none; hidden files and links out of the folder are no part of a project', async () => {
  await write('daily.dig', '+hello:\n  echo>: hello ${session_date}\n');
  await write('.git/other.dig', '+a:\n  py>: x\n');
  await symlink('/etc/hosts', join(folder, 'hosts.dig'));
  expect(await check(folder)).toMatchObject({ status: 0, out: '' });
});

test('says what is wrong with a folder that is missing or too large', async () => {
  expect(await check(join(folder, 'no'))).toMatchObject({
    status: 1,
    err: expect.stringContaining(join(folder, 'no')),
  });
  await write('daily.dig', '+a:\n  echo>: x\n');
  await write('large.csv', 'x'.repeat(MAX_PROJECT_BYTES));
  expect(await check(folder)).toMatchObject({
    status: 1,
    err: expect.stringContaining('10,485,760 bytes'),
  });
});
