import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { validLines } from '../../tests/kit/product.ts';
import type { CommandResult } from '../cli/command-line.test-kit.ts';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const RESULT = '{"type":"pinterest_conversion","ad_account_id":549764609761,"skip_invalid_record":true}';

/** The folder and its entries that are accessible to anyone but the owner. */
async function accessibleToOthers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const accessible = await Promise.all(
    ['.', ...names].map(async (name) => ((await stat(join(folder, name))).mode & 0o077 ? [name] : [])),
  );
  return accessible.flat();
}

test.skipIf(process.platform === 'win32')('no file of the product is accessible to others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-private-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = { ...process.env, PINTD_DATA_DIR: join(folder, 'data'), PINTD_LOG_LEVEL: 'silent' };
  // The most permissive umask.
  const runNode = (args: readonly string[], settings = {}) =>
    promisify(execFile)('sh', ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, ...args], {
      cwd: root,
      env: { ...env, ...settings },
    });
  const query = ['query', '-d', 'sample_datasets', '--wait', 'SELECT * FROM conversions LIMIT 5'];
  await writeFile(join(folder, 'sample.csv'), validLines(5).join('\n'), { mode: 0o600 });
  const commands = [
    ['db:sample'],
    [...query, '--sandbox', '--result', RESULT],
    ['export', join(folder, 'sample.csv'), '--sandbox', '--result', RESULT],
    ['backup', join(folder, 'backup.tar')],
  ];
  const commandLines = commands.map((command) => JSON.stringify(command));
  const { stdout } = await runNode(['tests/kit/commands-process.ts', ...commandLines]);
  expect((JSON.parse(stdout) as CommandResult[]).map(({ status }) => status)).toEqual([0, 0, 0, 0]);
  await runNode(['lib/cli/main.ts', ...query, '-o', join(folder, 'result.csv')]);
  const restore = ['restore', join(folder, 'backup.tar')];
  await runNode(['lib/cli/main.ts', ...restore], { PINTD_DATA_DIR: join(folder, 'restored') });
  await runNode(['lib/start/check-database.ts']);
  await runWorkerOnce(env);
  expect(await accessibleToOthers(folder)).toEqual([]);
  expect(await readdir(join(folder, 'data'))).toEqual(
    expect.arrayContaining(['console.db', 'console.db.migrating', 'keys', 'locks', 'sandbox', 'uploads', 'workbench']),
  );
});

/** Starts the worker, and stops it once it is ready. */
async function runWorkerOnce(env: NodeJS.ProcessEnv): Promise<void> {
  const args = ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, 'lib/worker/main.ts'];
  const worker = spawn('sh', args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(worker, 'message');
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}
