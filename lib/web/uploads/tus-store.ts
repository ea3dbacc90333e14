import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { beginUpload, discardUpload } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import type { Actor } from '../../core/access/permission.ts';
import { appendToUpload } from '../../operations/uploads/receive-upload.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { UploadLocked, type UploadLocks } from './upload-locks.ts';

/**
 * The tus server's view of unfinished uploads. Their id is the name of their folder; complete uploads are not visible.
 */
export class TusStore extends DataStore {
  override extensions = ['creation', 'termination'];
  readonly #runtime: Runtime;
  readonly #locks: Pick<UploadLocks, 'isHeld'>;
  readonly #requestActor: () => Promise<Actor>;

  /** `requestActor` returns who sends the current request. */
  constructor(runtime: Runtime, locks: Pick<UploadLocks, 'isHeld'>, requestActor: () => Promise<Actor>) {
    super();
    this.#runtime = runtime;
    this.#locks = locks;
    this.#requestActor = requestActor;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id: folder, size: bytes, metadata } = upload;
    const name = metadata?.['filename'] ?? undefined;
    await perform(beginUpload, { folder, name, bytes }, await this.#requestActor(), this.#runtime);
    return upload;
  }

  override async write(content: Readable, id: string, offset: number): Promise<number> {
    return appendToUpload(id, offset, this.#whileHeld(id, content), this.#runtime);
  }

  /** Checks the lock before each write, because a process that was suspended may have lost it. */
  async *#whileHeld(id: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      if (!this.#locks.isHeld(id)) throw new UploadLocked();
      yield chunk;
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, name } = await this.#runtime.unfinished.get(id);
    const offset = await this.#runtime.files.size(id);
    return new Upload({ id, offset, metadata: { filename: name }, ...(bytes === undefined ? {} : { size: bytes }) });
  }

  override async remove(id: string): Promise<void> {
    await perform(discardUpload, { folder: id }, await this.#requestActor(), this.#runtime);
  }
}
