// Reads and prepares the files of jobs for the thread that sends them. Started by prepare-pool.ts.
import { parentPort } from 'node:worker_threads';
import { prepareEffects } from '../adapters/sha256.ts';
import { UploadFiles } from '../adapters/upload-files.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Chunk } from '../core/batch.ts';
import { type PackedChunk, packChunk } from '../core/packed-chunk.ts';
import { prepareFile } from '../operations/export-run/prepare-file.ts';
import type { PreparedFile } from '../operations/export-run/run.ts';
import type { Answered, Asked, PlainError, PrepareSpec, Reply } from './prepare-messages.ts';
import { jobRowSourceOf } from './row-source.ts';

interface OpenFile {
  readonly file: PreparedFile;
  chunks?: AsyncIterator<Chunk>;
}

/** One that could not be opened says why with each answer about it. */
const open = new Map<number, OpenFile | { readonly failure: unknown }>();

parentPort?.on('message', async ({ id, file, question }: Asked) => {
  try {
    const reply = await answer(file, question);
    post({ id, reply }, memoryOf(reply));
  } catch (error) {
    post({ id, error: plainError(error) }, []);
  }
});

async function answer(id: number, question: Asked['question']): Promise<Reply> {
  if (question.kind === 'open') {
    open.set(id, openOrWhyNot(question.spec));
    return undefined;
  }
  const entry = open.get(id);
  if (!entry) throw new Error(`file ${id} is not open`);
  if ('failure' in entry) throw entry.failure;
  switch (question.kind) {
    case 'read':
      entry.chunks = entry.file.chunks(question.from)[Symbol.asyncIterator]();
      return undefined;
    case 'next':
      return nextChunk(entry);
    case 'events':
      return entry.file.eventsOf(question.batch);
    case 'stop':
      await entry.chunks?.return?.();
      return undefined;
    case 'close':
      open.delete(id);
      return undefined;
  }
}

function openOrWhyNot(spec: PrepareSpec): OpenFile | { readonly failure: unknown } {
  try {
    return { file: openFile(spec) };
  } catch (failure) {
    return { failure };
  }
}

/** Between threads an error would lose its code. */
function plainError(error: unknown): PlainError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack, code: error instanceof Error && 'code' in error ? String(error.code) : undefined };
}

function openFile({ connector: type, job, rows, uploads, toldAt }: PrepareSpec): PreparedFile {
  const source = jobRowSourceOf(new UploadFiles(uploads.directory, uploads.limits), rows);
  return prepareFile(job, { connector: connectorOf(type), source, effects: prepareEffects, toldAt });
}

async function nextChunk({ chunks }: OpenFile): Promise<PackedChunk | undefined> {
  const next = await chunks?.next();
  return next?.done === false ? packChunk(next.value) : undefined;
}

/** What is handed over instead of copied. */
function memoryOf(reply: Reply): ArrayBuffer[] {
  if (!reply) return [];
  const views = 'numbers' in reply ? [reply.numbers, reply.body] : [reply.body];
  return views.filter(({ length }) => length > 0).map(({ buffer }) => buffer as ArrayBuffer);
}

function post(answered: Answered, memory: ArrayBuffer[]): void {
  parentPort?.postMessage(answered, memory);
}
