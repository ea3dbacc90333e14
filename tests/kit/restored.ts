import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';
import { restore } from '../../lib/runtime/restore.ts';
import { openRuntime, type Runtime } from '../../lib/runtime/runtime.ts';

/** Restores a backup of the product into another data folder, and opens it until the end of the test. */
export async function restoredFrom(runtime: Runtime): Promise<Runtime> {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-restored-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'backup.tar');
  await runtime.backUp(file);
  const env = { ...runtime.env, dataDir: join(folder, 'data') };
  await restore(env, file);
  const restored = await openRuntime(env, 'test', SYSTEM_PLATFORM);
  onTestFinished(() => restored.close());
  return restored;
}
