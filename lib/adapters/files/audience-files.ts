import { createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { audienceDatabase, parentSegmentOf } from '../../core/audience/audience-database.ts';
import { syncFile, syncFolder } from '../system/disk.ts';
import { deleteOlder, ignoreMissing, TABLE_SUFFIX, undefinedIfMissing } from './workbench-files.ts';

const BUILDS = '.audiences';
/** The name of a restored database among the builds. */
const RESTORED = 'restored';

/**
 * The builds of parent segments, as folders of tables: `<root>/.audiences/<parent segment>/<build>`. The database
 * `cdp_audience_<parent segment>` is a symbolic link to the build in use, so that one rename puts another build in its
 * place.
 */
export class AudienceFiles {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Creates the folder of a new build, and returns the path of each table. */
  async create(parentSegment: number, build: string, tables: readonly string[]): Promise<readonly string[]> {
    const folder = join(this.#folder(parentSegment), build);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return tables.map((table) => join(folder, `${table}${TABLE_SUFFIX}`));
  }

  /** Creates the folder for the copied sources of a build, and returns the paths of each: as text, and as table. */
  async createCopies(parentSegment: number, build: string, count: number) {
    const folder = this.#copiesOf(parentSegment, build);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return Array.from({ length: count }, (_, index) => ({
      text: join(folder, `${index}.csv`),
      table: join(folder, `${index}${TABLE_SUFFIX}`),
    }));
  }

  async write(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
  }

  async deleteFile(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /**
   * Replaces the build in use with a complete one. Queries may still read the old build, so it is kept until the next
   * build, or until `sweep` finds that it was replaced long ago.
   */
  async publish(parentSegment: number, build: string): Promise<void> {
    const folder = join(this.#folder(parentSegment), build);
    for (const name of await readdir(folder)) await syncFile(join(folder, name));
    await syncFolder(folder);
    const previous = (await this.#moveRestored(parentSegment)) ?? (await this.#current(parentSegment));
    const draft = join(this.#folder(parentSegment), `.${build}`);
    await symlink(this.#targetOf(parentSegment, build), draft);
    // The link must not survive a power cut without the folder that it names.
    await syncFolder(this.#folder(parentSegment));
    await syncFolder(join(this.root, BUILDS));
    await rename(draft, this.#link(parentSegment));
    await syncFolder(this.root);
    for (const name of await readdir(this.#folder(parentSegment))) {
      if (name === build || name === previous) continue;
      await rm(join(this.#folder(parentSegment), name), { recursive: true, force: true });
    }
  }

  /** Deletes a build that was not published, with the copies of its sources. */
  async discard(parentSegment: number, build: string): Promise<void> {
    for (const folder of [join(this.#folder(parentSegment), build), this.#copiesOf(parentSegment, build)])
      await rm(folder, { recursive: true, force: true });
  }

  /** Deletes all builds of a parent segment, and their database. */
  async delete(parentSegment: number): Promise<void> {
    await rm(this.#link(parentSegment), { recursive: true, force: true });
    await rm(this.#folder(parentSegment), { recursive: true, force: true });
  }

  /**
   * Removes what is older than this time: builds that killed processes left behind or that were replaced before this
   * time, and all files of parent segments that no longer exist.
   */
  async sweep(before: number, existing: ReadonlySet<number>): Promise<void> {
    for (const id of await this.#parentSegments()) {
      if (existing.has(id)) await this.#sweepBuilds(id, before);
      else {
        await deleteOlder(this.#link(id), before);
        await deleteOlder(this.#folder(id), before);
      }
    }
  }

  async #sweepBuilds(parentSegment: number, before: number): Promise<void> {
    const folder = this.#folder(parentSegment);
    const current = await this.#current(parentSegment);
    const link = await lstat(this.#link(parentSegment)).catch(undefinedIfMissing);
    // The link is as old as the last replacement, after which queries may still read the replaced build.
    if (link?.isSymbolicLink() && link.mtimeMs >= before) return;
    for (const name of await readdir(folder).catch(ignoreMissing)) {
      if (name !== current) await deleteOlder(join(folder, name), before);
    }
  }

  /** The parent segments that have a database or builds. */
  async #parentSegments(): Promise<ReadonlySet<number>> {
    const databases = await readdir(this.root).catch(ignoreMissing);
    const folders = await readdir(join(this.root, BUILDS)).catch(ignoreMissing);
    const ids = [...databases.map(parentSegmentOf), ...folders.map(Number)];
    return new Set(ids.filter((id): id is number => id !== undefined && Number.isSafeInteger(id)));
  }

  /** The build in use; undefined if there is none, or if the database is a folder, as after a restore. */
  async #current(parentSegment: number): Promise<string | undefined> {
    const target = await readlink(this.#link(parentSegment)).catch((error: NodeJS.ErrnoException) => {
      // If another error counted as a missing link, a build in use would be deleted.
      if (error.code !== 'ENOENT' && error.code !== 'EINVAL') throw error;
    });
    return target?.split('/').at(-1);
  }

  /** Turns a restored database, which is a folder, into a build. Returns its name; undefined if there was none. */
  async #moveRestored(parentSegment: number): Promise<string | undefined> {
    const link = this.#link(parentSegment);
    if (!(await lstat(link).catch(() => undefined))?.isDirectory()) return undefined;
    await rename(link, join(this.#folder(parentSegment), RESTORED));
    return RESTORED;
  }

  #link(parentSegment: number): string {
    return join(this.root, audienceDatabase(parentSegment));
  }

  #copiesOf(parentSegment: number, build: string): string {
    return join(this.#folder(parentSegment), `${build}.sources`);
  }

  #folder(parentSegment: number): string {
    return join(this.root, BUILDS, String(parentSegment));
  }

  /** The target of the link; relative, so that the data folder can be moved. */
  #targetOf(parentSegment: number, build: string): string {
    return join(BUILDS, String(parentSegment), build);
  }
}
