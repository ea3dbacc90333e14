import { type FileHandle, open } from 'node:fs/promises';
import type { RowBlock } from '../../core/record/row-block.ts';

const READ_BYTES = 1024 * 1024;
const LINE_END = Buffer.from('\n');

/**
 * The bytes of records, each with a line feed instead of its line end. Read from the spool, because the text of a
 * faulty row cannot be restored from its cells.
 */
export async function* bytesOfRecords(spool: string, blocks: AsyncIterable<RowBlock>): AsyncGenerator<Buffer> {
  await using file = await open(spool);
  /** The bytes of the spool that were read last, which begin at `offset`. */
  let window = Buffer.alloc(0);
  let offset = 0;
  for await (const block of blocks) {
    let chunks: Buffer[] = [];
    for (let row = 0; row < block.length; row++) {
      const { start, end } = block.placeOf(row);
      let at = start;
      while (at < end) {
        if (at >= offset + window.length) {
          yield Buffer.concat(chunks);
          chunks = [];
          window = await readAt(file, at);
          offset = at;
        }
        const chunk = window.subarray(at - offset, end - offset);
        chunks.push(chunk);
        at += chunk.length;
      }
      chunks.push(LINE_END);
    }
    yield Buffer.concat(chunks);
  }
}

/** The rows without a fault. */
export async function* readableRows(blocks: AsyncIterable<RowBlock>): AsyncGenerator<RowBlock> {
  for await (const block of blocks) {
    const readable = block.select((index) => block.faultOf(index) === undefined);
    if (readable.length > 0) yield readable;
  }
}

async function readAt(file: FileHandle, at: number): Promise<Buffer<ArrayBuffer>> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
  if (bytesRead === 0) throw new Error('a spool became shorter while its records were copied');
  return buffer.subarray(0, bytesRead);
}
