/** A file that has come in in part, as this console knows it. */
export interface UnfinishedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
}

/** The unfinished upload that choosing this file goes on with. Whether it is the same file its checksum tells in the end. */
export function unfinishedOf(file: File, all: readonly UnfinishedFile[]): UnfinishedFile | undefined {
  return all.find(({ name, bytes }) => name === file.name && bytes === file.size);
}

export function addressOf({ id }: UnfinishedFile): string {
  return new URL(`/api/uploads/${id}`, location.href).href;
}

const TUS = { 'tus-resumable': '1.0.0' };

/** How many bytes of an unfinished upload have arrived; undefined where the console does not say. */
export async function receivedAt(address: string): Promise<number | undefined> {
  const response = await fetch(address, { method: 'HEAD', headers: TUS }).catch(() => undefined);
  const offset = response?.headers.get('upload-offset') ?? null;
  return offset === null ? undefined : Number(offset);
}

/** Has the console forget an unfinished upload, also where the page is left meanwhile. False where it gave no answer. */
export async function discardUpload(address: string): Promise<boolean> {
  const response = await fetch(address, { method: 'DELETE', headers: TUS, keepalive: true }).catch(() => undefined);
  // What is gone already need not be discarded.
  return response?.ok === true || response?.status === 404;
}
