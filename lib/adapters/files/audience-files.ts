import { createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { audienceDatabase } from '../../core/audience/audience-database.ts';
import { syncFile, syncFolder } from '../system/disk.ts';
import { ignoreMissing, TABLE_SUFFIX } from './workbench-files.ts';

const BUILDS = '.audiences';

/**
 * The builds of parent segments, as folders of tables: `<directory>/.audiences/<parent segment>/<build>`. The database
 * `cdp_audience_<parent segment>` is a symbolic link to the build in use, so that one rename puts another build in its place.
 */
export class AudienceFiles {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Creates the folder of a new build, and returns the path of each table. */
  async create(parentSegment: number, build: string, tables: readonly string[]): Promise<readonly string[]> {
    const folder = join(this.#folder(parentSegment), build);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return tables.map((table) => join(folder, `${table}${TABLE_SUFFIX}`));
  }

  /** Creates the folder of copied sources of a build, and returns paths for each. */
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

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /**
   * Puts a complete build in the place of the build in use. The old build is kept until the next one, because queries
   * may still read it.
   */
  async publish(parentSegment: number, build: string): Promise<void> {
    const folder = join(this.#folder(parentSegment), build);
    for (const name of await readdir(folder)) await syncFile(join(folder, name));
    // The folders above it, too: a loss of power must not leave a link to a folder that is gone.
    for (const each of [folder, this.#folder(parentSegment), join(this.directory, BUILDS)]) await syncFolder(each);
    const [before, link] = [await this.#current(parentSegment), this.#link(parentSegment)];
    const draft = join(this.#folder(parentSegment), `.${build}`);
    await symlink(this.#targetOf(parentSegment, build), draft);
    await rename(draft, link);
    await syncFolder(this.directory);
    const kept = [build, before];
    for (const name of await readdir(this.#folder(parentSegment)))
      if (!kept.includes(name)) await rm(join(this.#folder(parentSegment), name), { recursive: true, force: true });
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
   * Removes the leftovers of killed processes: builds that are not in use and were last changed before this time, and
   * all builds of parent segments that do not exist.
   */
  async sweep(before: number, exists: (parentSegment: number) => Promise<boolean>): Promise<void> {
    for (const id of await readdir(join(this.directory, BUILDS)).catch(ignoreMissing)) {
      if (!(await exists(Number(id)))) {
        await this.delete(Number(id));
        continue;
      }
      const folder = join(this.directory, BUILDS, id);
      const current = await this.#current(Number(id));
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        if (name !== current && (await stat(path)).mtimeMs < before) await rm(path, { recursive: true, force: true });
      }
    }
  }

  /** The build in use. A restored database is a folder, which becomes a build first. */
  async #current(parentSegment: number): Promise<string | undefined> {
    const link = this.#link(parentSegment);
    const found = await lstat(link).catch(() => undefined);
    if (found?.isDirectory()) {
      await mkdir(this.#folder(parentSegment), { recursive: true, mode: 0o700 });
      await rename(link, join(this.#folder(parentSegment), 'restored'));
      return 'restored';
    }
    return (await readlink(link).catch(() => '')).split('/').at(-1);
  }

  #link(parentSegment: number): string {
    return join(this.directory, audienceDatabase(parentSegment));
  }

  #copiesOf(parentSegment: number, build: string): string {
    return join(this.#folder(parentSegment), `${build}.sources`);
  }

  #folder(parentSegment: number): string {
    return join(this.directory, BUILDS, String(parentSegment));
  }

  /** The target of the link; relative, so that the data folder can be moved. */
  #targetOf(parentSegment: number, build: string): string {
    return join(BUILDS, String(parentSegment), build);
  }
}
