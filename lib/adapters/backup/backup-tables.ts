import { link, mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WORKBENCH, WorkbenchFiles } from '../files/workbench-files.ts';

/**
 * Gathers the workbench's databases for a backup; answers how many tables there are. The file of a table never changes, so
 * that a link keeps it as it is, whatever takes its place meanwhile.
 */
export async function linkTables(dataDir: string, staging: string): Promise<number> {
  const files = new WorkbenchFiles(join(dataDir, WORKBENCH));
  const linked: boolean[] = [];
  for (const database of await files.databases()) {
    const folder = join(staging, WORKBENCH, database);
    await mkdir(folder, { recursive: true });
    for (const { path } of await files.tables(database))
      linked.push(await isLinked(path, join(folder, basename(path))));
  }
  return linked.filter(Boolean).length;
}

/** Puts the tables of an unpacked backup in place, each in one step; answers how many. Other tables stay as they are. */
export async function placeTables(staging: string, dataDir: string): Promise<number> {
  const files = new WorkbenchFiles(join(staging, WORKBENCH));
  let placed = 0;
  for (const database of await files.databases()) {
    const folder = join(dataDir, WORKBENCH, database);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(join(staging, WORKBENCH, database))) {
      await rename(join(staging, WORKBENCH, database, name), join(folder, name));
      placed += 1;
    }
  }
  return placed;
}

/** False where the table was deleted a moment ago. */
function isLinked(path: string, target: string): Promise<boolean> {
  return link(path, target).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
