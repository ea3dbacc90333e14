import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const command = promisify(execFile);
const BLOCK = Buffer.alloc(64 * 1024);

/** A file system in memory, so small that it can be filled up. It takes root on Linux to make one. */
export class SmallDisk {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Undefined where this machine does not let us. */
  static async mount(path: string, megabytes: number): Promise<SmallDisk | undefined> {
    await mkdir(path, { recursive: true });
    try {
      await command('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
      return new SmallDisk(path);
    } catch {
      return undefined;
    }
  }

  /** Leaves room for so many bytes. */
  async fill(leaving: number): Promise<void> {
    const ballast = await open(this.#ballast, 'a');
    try {
      while ((await this.#free()) > leaving)
        await ballast.appendFile(BLOCK.subarray(0, Math.min(BLOCK.length, (await this.#free()) - leaving)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; // somebody else took the last of it
    } finally {
      await ballast.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  async unmount(): Promise<void> {
    await command('umount', ['-l', this.#path]);
  }

  get #ballast(): string {
    return join(this.#path, 'ballast');
  }

  async #free(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#path);
    return bavail * bsize;
  }
}
