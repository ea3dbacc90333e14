import { rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Not only `pintd-`, because old folders with this prefix are deleted: `pintd-backup` may be somebody's own folder. */
const PREFIX = 'pintd-validate-';
/** The names that `mkdtemp` makes from the prefix. */
const NAME = new RegExp(`^${PREFIX}\\w{6}$`);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Runs `work` with a temporary folder that is removed afterwards, even if a signal or closed pipe ends the process. */
export async function withOfflineFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await deleteLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  try {
    return await work(folder);
  } finally {
    process.off('exit', removeFolder);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Deletes customer data that killed processes of this user left more than a day ago. A folder that cannot be listed or
 * removed does not keep the command from running.
 */
async function deleteLeftovers(): Promise<void> {
  const before = Date.now() - DAY_MS;
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((entry) => NAME.test(entry))) {
    const path = join(tmpdir(), name);
    const stats = await lstat(path).catch(() => undefined); // another command may have removed it
    const isOwn = stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
    if (isOwn && stats.mtimeMs < before) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
