import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const RESULT = '{"type":"pinterest_conversion","ad_account_id":549764609761,"skip_invalid_record":true}';

/** The folder and its entries that are accessible to others than the owner. */
async function accessibleToOthers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const open = await Promise.all(
    ['.', ...names].map(async (name) => ((await stat(join(folder, name))).mode & 0o077 ? [name] : [])),
  );
  return open.flat();
}

test.skipIf(process.platform === 'win32')('no file of the product is accessible to others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-private-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = { ...process.env, PINTD_DATA_DIR: join(folder, 'data'), PINTD_LOG_LEVEL: 'silent' };
  // The most permissive umask.
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
  await writeFile(join(folder, 'sample.csv'), (await pintd('sample')).stdout, { mode: 0o600 });
  await pintd('export', join(folder, 'sample.csv'), '--sandbox', '--result', RESULT);
  await pintd('backup', join(folder, 'backup.tar'));
  await shell(['lib/cli/main.ts', 'restore', join(folder, 'backup.tar')], { PINTD_DATA_DIR: join(folder, 'restored') });
  await shell(['lib/start/check-database.ts']);
  await runWorkerOnce(env);
  expect(await accessibleToOthers(folder)).toEqual([]);
  expect(await readdir(join(folder, 'data'))).toEqual(
    expect.arrayContaining(['console.db', 'console.db.migrating', 'keys', 'locks', 'sandbox', 'uploads', 'workbench']),
  );
});

/** Starts the worker, and stops it once it is ready. */
async function runWorkerOnce(env: NodeJS.ProcessEnv): Promise<void> {
  const words = ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, 'lib/worker/main.ts'];
  const worker = spawn('sh', words, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(worker, 'message');
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}
