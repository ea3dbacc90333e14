import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const RESULT = '{"type":"pinterest_conversion","ad_account_id":549764609761,"skip_invalid_record":true}';

/** What lies in a folder, itself too, and is open to others than its owner. */
async function openToOthers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const open = await Promise.all(
    ['.', ...names].map(async (name) => ((await stat(join(folder, name))).mode & 0o077 ? [name] : [])),
  );
  return open.flat();
}

test.skipIf(process.platform === 'win32')('nothing that the product makes is open to others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-private-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = { ...process.env, PINTD_DATA_DIR: join(folder, 'data'), PINTD_LOG_LEVEL: 'silent' };
  // The widest that a shell may allow.
  const shell = (words: readonly string[], settings = {}) =>
    promisify(execFile)('sh', ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, ...words], {
      cwd: root,
      env: { ...env, ...settings },
    });
  const pintd = (...words: readonly string[]) => shell(['lib/cli/main.ts', ...words]);
  await pintd('db:sample');
  const sql = 'SELECT * FROM conversions LIMIT 5';
  await pintd('query', '-d', 'sample_datasets', '--wait', '--sandbox', sql, '--result', RESULT);
  await pintd('query', '-d', 'sample_datasets', '--wait', '-o', join(folder, 'result.csv'), sql);
  await pintd('backup', join(folder, 'backup.tar'));
  await shell(['lib/cli/main.ts', 'restore', join(folder, 'backup.tar')], { PINTD_DATA_DIR: join(folder, 'restored') });
  await shell(['lib/start/check-database.ts']);
  await workOnce(env);
  expect(await openToOthers(folder)).toEqual([]);
  expect(await readdir(join(folder, 'data'))).toEqual(
    expect.arrayContaining(['console.db', 'console.db.migrating', 'keys', 'sandbox', 'uploads', 'workbench']),
  );
});

/** Starts the worker, and ends it as soon as it works. */
async function workOnce(env: NodeJS.ProcessEnv): Promise<void> {
  const words = ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, 'lib/worker/main.ts'];
  const worker = spawn('sh', words, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(worker, 'message');
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}
