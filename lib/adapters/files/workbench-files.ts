import { existsSync, renameSync, statSync } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAudienceDatabase } from '../../core/audience/audience-database.ts';
import { UserError } from '../../core/errors.ts';
import { checkName } from '../../core/query/workbench.ts';
import { syncFile, syncFolder } from '../system/disk.ts';
import { createProcessName, hasProcessEnded } from '../system/process-name.ts';

/** A table's file. It never changes: an import replaces it, and readers of the old file can continue. */
export interface TableFile {
  readonly database: string;
  readonly table: string;
  readonly path: string;
}

export interface DatabaseFiles {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly tables: readonly TableFile[];
}

/** The file of a table, with a version that distinguishes it from its replacements. */
export interface CurrentTable {
  readonly path: string;
  readonly version: string;
}

/** The folder of the databases, in the data folder. */
export const WORKBENCH = 'workbench';

export const TABLE_SUFFIX = '.duckdb';
const SPILLS = '.spill';

/**
 * Databases and tables as folders and files: `<root>/<database>/<table>.duckdb`. Ignores names that start with a
 * dot. The database of a parent segment is a link to the folder of its build, and cannot be changed here.
 */
export class WorkbenchFiles {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  async databases(): Promise<readonly string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(ignoreMissing);
    return entries
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  }

  /** These databases, by default all, except those that were deleted meanwhile. */
  async existing(names?: readonly string[]): Promise<readonly DatabaseFiles[]> {
    const databases = await Promise.all((names ?? (await this.databases())).map((name) => this.#findDatabase(name)));
    return databases.filter((database) => database !== undefined);
  }

  async #findDatabase(name: string): Promise<DatabaseFiles | undefined> {
    try {
      const tables = await this.tables(name);
      return { name, createdAt: (await stat(join(this.root, name))).birthtimeMs, tables };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'database_unknown' || code === 'ENOENT') return undefined;
      throw error;
    }
  }

  hasDatabase(name: string): boolean {
    return /^\w+$/.test(name) && existsSync(join(this.root, name));
  }

  /** Throws UserErrors `database_exists` and `database_read_only`. */
  async createDatabase(name: string): Promise<void> {
    refuseAudience(name);
    if (this.hasDatabase(checkName(name, 'database'))) throw new UserError('database_exists', { name });
    await this.createMissingDatabase(name);
  }

  /** Does nothing if the database exists. Throws UserError `database_read_only`. */
  async createMissingDatabase(name: string): Promise<void> {
    refuseAudience(name);
    if (this.hasDatabase(checkName(name, 'database'))) return;
    await mkdir(join(this.root, name), { recursive: true, mode: 0o700 });
    await syncFolder(this.root);
  }

  async deleteDatabase(name: string): Promise<void> {
    refuseAudience(name);
    await rm(this.#folder(name), { recursive: true, force: true });
    await syncFolder(this.root);
  }

  /** Deletes a database without tables and drafts; any other database remains. */
  async deleteEmptyDatabase(name: string): Promise<void> {
    refuseAudience(name);
    await rmdir(this.#folder(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY') throw error;
    });
    await syncFolder(this.root);
  }

  /**
   * The tables of a database; those of a parent segment's database all belong to one build. Throws UserError
   * `database_unknown`.
   */
  async tables(database: string): Promise<readonly TableFile[]> {
    const unknownIfMissing = (error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? unknownDatabase(database) : error;
    };
    const folder = await realpath(this.#folder(database)).catch(unknownIfMissing);
    const names = await readdir(folder).catch(unknownIfMissing);
    return names
      .filter((name) => name.endsWith(TABLE_SUFFIX) && !name.startsWith('.'))
      .sort()
      .map((name) => {
        const table = name.slice(0, -TABLE_SUFFIX.length);
        return { database, table, path: join(folder, name) };
      });
  }

  /** Undefined if the table was deleted meanwhile. */
  async facts({ path }: TableFile): Promise<{ bytes: number; updatedAt: number } | undefined> {
    const stats = await stat(path).catch(undefinedIfMissing);
    return stats && { bytes: stats.size, updatedAt: Math.round(stats.mtimeMs) };
  }

  /** Throws UserError `table_unknown`. */
  async deleteTable(database: string, table: string): Promise<void> {
    refuseAudience(database);
    await rm((await this.table(database, table)).path, { force: true });
    await syncFolder(this.#folder(database));
  }

  async table(database: string, name: string): Promise<TableFile> {
    const file = (await this.tables(database)).find(({ table }) => table === name);
    if (!file) throw new UserError('table_unknown', { name: `${database}.${name}` });
    return file;
  }

  /** The path of a new table, hidden until `publish`. Throws UserErrors `database_unknown` and `database_read_only`. */
  draft(database: string, table: string, id: string): string {
    refuseAudience(database);
    return join(this.#folder(database), `.${checkName(table, 'table')}.${id}`);
  }

  async publish(draft: string, database: string, table: string): Promise<void> {
    await syncFile(draft);
    await rename(draft, this.#writablePath(database, table));
    await syncFolder(this.#folder(database));
  }

  /** The file of a table; undefined if there is none. Throws UserErrors `database_unknown` and `database_read_only`. */
  current(database: string, table: string): CurrentTable | undefined {
    const path = this.#writablePath(database, table);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && { path, version: `${stats.ino} ${stats.size} ${stats.mtimeMs}` };
  }

  /** Flushes a draft to disk before `replace`. */
  async syncDraft(draft: string): Promise<void> {
    await syncFile(draft);
  }

  /**
   * Replaces a table with a synced draft; a power cut can undo this until `makeDurable`. Returns false if the table is
   * no longer the `expected` one. Call it in a transaction of the database, so that no other process replaces the table
   * in between.
   */
  replace(draft: string, database: string, table: string, expected: CurrentTable | undefined): boolean {
    if (this.current(database, table)?.version !== expected?.version) return false;
    renameSync(draft, this.#writablePath(database, table));
    return true;
  }

  /** Waits until the replaced tables of a database would survive a power cut. */
  async makeDurable(database: string): Promise<void> {
    await syncFolder(this.#folder(database));
  }

  /**
   * Renames a table, and replaces any table that has the new name. Throws UserErrors `database_unknown`,
   * `database_read_only`, and `table_unknown` if neither table exists.
   */
  async renameTable(database: string, from: string, to: string): Promise<void> {
    const source = this.#writablePath(database, from);
    const target = this.#writablePath(database, to);
    // If only the target exists, a process renamed the table, but died before it could report this.
    if (existsSync(source)) await rename(source, target);
    else if (!existsSync(target)) throw new UserError('table_unknown', { name: `${database}.${from}` });
    await syncFolder(this.#folder(database));
  }

  #writablePath(database: string, table: string): string {
    refuseAudience(database);
    return join(this.#folder(database), `${checkName(table, 'table')}${TABLE_SUFFIX}`);
  }

  async discard(draft: string): Promise<void> {
    await Promise.all([draft, `${draft}.wal`].map((path) => rm(path, { force: true })));
  }

  /** Removes the leftovers of killed processes: drafts, partial uploads, and spill files of queries. */
  async sweep(before: number): Promise<void> {
    const folders = (await this.databases()).map((name) => join(this.root, name));
    const parents = [...folders, join(this.root, SPILLS), join(this.root, '.incoming')];
    for (const parent of parents) {
      for (const name of await readdir(parent).catch(ignoreMissing)) {
        const isDraft = name.startsWith('.') || !folders.includes(parent);
        if (isDraft) await deleteOlder(join(parent, name), before);
      }
    }
  }

  /**
   * Creates a spill folder for a query; the caller has to remove it. Removes the spill folders of processes that have
   * certainly ended; `sweep` removes those of other machines, on which a query may still be running.
   */
  async createSpillFolder(): Promise<string> {
    const spills = join(this.root, SPILLS);
    // Windows allows no colon in the name of a folder.
    for (const name of await readdir(spills).catch(ignoreMissing)) {
      if (hasProcessEnded(name.replaceAll('-', ':'))) await rm(join(spills, name), { recursive: true, force: true });
    }
    const folder = join(spills, createProcessName('query').replaceAll(':', '-'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  #folder(database: string): string {
    if (!this.hasDatabase(database)) throw unknownDatabase(database);
    return join(this.root, database);
  }
}

function unknownDatabase(name: string): UserError {
  return new UserError('database_unknown', { name }, { field: 'database' });
}

function refuseAudience(database: string): void {
  if (isAudienceDatabase(database))
    throw new UserError('database_read_only', { name: database }, { field: 'database' });
}

/** Deletes a file, folder or link if it was last changed before this time, unless another process has deleted it. */
export async function deleteOlder(path: string, before: number): Promise<void> {
  const stats = await lstat(path).catch(undefinedIfMissing);
  if (stats && stats.mtimeMs < before) await rm(path, { recursive: true, force: true });
}

/** Returns no entries if the error is that a folder does not exist; throws other errors. */
export function ignoreMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

export function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
