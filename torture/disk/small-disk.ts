import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const command = promisify(execFile);
const BLOCK = Buffer.alloc(64 * 1024);

/** A small in-memory file system that can be filled up. Mounting it requires root on Linux. */
export class SmallDisk {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Mounts a disk; undefined if this machine does not permit mounting. */
  static async mount(path: string, megabytes: number): Promise<SmallDisk | undefined> {
    await mkdir(path, { recursive: true });
    try {
      await command('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
      return new SmallDisk(path);
    } catch {
      return undefined;
    }
  }

  /** Fills the disk until only this number of bytes is free. */
  async fill(freeBytes: number): Promise<void> {
    const ballast = await open(this.#ballast, 'a');
    try {
      while ((await this.#free()) > freeBytes)
        await ballast.appendFile(BLOCK.subarray(0, Math.min(BLOCK.length, (await this.#free()) - freeBytes)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; // another process used the rest
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
