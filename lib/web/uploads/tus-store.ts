import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { beginUpload } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import { discardUpload } from '../../operations/uploads/discard-upload.ts';
import { appendToUpload } from '../../operations/uploads/receive-upload.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { OWNER } from '../run-command.ts';

/** The tus server's view of unfinished uploads. Their id is the name of their folder; complete uploads are not visible. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'termination'];
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    super();
    this.#runtime = runtime;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id: folder, size: bytes, metadata } = upload;
    const name = metadata?.['filename'] ?? undefined;
    await perform(beginUpload, { folder, name, bytes }, OWNER, this.#runtime);
    return upload;
  }

  override write(content: Readable, id: string, offset: number): Promise<number> {
    return appendToUpload(id, offset, content, this.#runtime);
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, name } = this.#runtime.unfinished.get(id);
    const offset = await this.#runtime.files.size(id);
    return new Upload({ id, offset, metadata: { filename: name }, ...(bytes === undefined ? {} : { size: bytes }) });
  }

  override async remove(id: string): Promise<void> {
    this.#runtime.unfinished.get(id);
    await discardUpload(id, this.#runtime);
  }
}
