// Prepares the files of jobs, and checks the files of reviews, for the main thread. Started by prepare-pool.ts.
import { parentPort } from 'node:worker_threads';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { UploadFiles } from '../../adapters/files/upload-files.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { PackedEvents } from '../../core/delivery/events.ts';
import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RepeatSection } from '../../core/review/repeats/repeat-survey.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import { prepareFile } from '../../operations/delivery/prepare-file.ts';
import type { PreparedFile } from '../../operations/delivery/run.ts';
import type {
  PackedChunk,
  PrepareSpec,
  Reply,
  SerializedError,
  ThreadRequest,
  ThreadResponse,
} from './prepare-messages.ts';
import { type RepeatsSpec, surveyRepeatsHere } from './repeats.ts';
import { jobRowSourceOf } from './row-source.ts';
import { type SurveySpec, surveyHere } from './survey.ts';

type Section = PackedChunk | SurveySection | RepeatSection;

/** A file to be sent or checked. */
interface OpenFile {
  readonly read: (from: Cursor) => AsyncIterable<Section>;
  readonly eventsOf: (batch: Parameters<PreparedFile['eventsOf']>[0]) => Promise<PackedEvents>;
  sections?: AsyncIterator<Section>;
}

/** Open files by number. A file that could not be opened has a failure, with which each request for the file fails. */
const openFiles = new Map<number, OpenFile | { readonly failure: unknown }>();

parentPort?.on('message', (request: ThreadRequest) => void respond(request));

async function respond({ id, file, command }: ThreadRequest): Promise<void> {
  try {
    const reply = await execute(file, command);
    post({ id, reply }, transferablesOf(reply));
  } catch (error) {
    post({ id, error: serializedError(error) }, []);
  }
}

async function execute(id: number, command: ThreadRequest['command']): Promise<Reply> {
  if (command.kind === 'open') {
    openFiles.set(id, openOrFailure(command.spec));
    return undefined;
  }
  if (command.kind === 'close') {
    openFiles.delete(id);
    return undefined;
  }
  const file = openFiles.get(id);
  if (!file) throw new Error(`file ${id} is not open`);
  if ('failure' in file) throw file.failure;
  switch (command.kind) {
    case 'read':
      file.sections = file.read(command.from)[Symbol.asyncIterator]();
      return undefined;
    case 'next':
      return nextSection(file);
    case 'events':
      return file.eventsOf(command.batch);
    case 'stop':
      await file.sections?.return?.();
      return undefined;
  }
}

function openOrFailure(spec: PrepareSpec | SurveySpec | RepeatsSpec): OpenFile | { readonly failure: unknown } {
  try {
    return spec.purpose === 'send' ? openToSend(spec) : openToCheck(spec);
  } catch (failure) {
    return { failure };
  }
}

/** Errors would lose their class and code between threads. */
function serializedError(error: unknown): SerializedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { message, stack, code, textParams: error instanceof UserError ? error.textParams : undefined };
}

function openToSend({ connector: type, job, rows, uploads, firstWarnedAt }: PrepareSpec): OpenFile {
  const source = jobRowSourceOf(new UploadFiles(uploads.root, uploads.limits), rows);
  const file = prepareFile(job, { connector: connectorOf(type), source, effects: prepareEffects, firstWarnedAt });
  return {
    async *read(from) {
      for await (const { events, ...chunk } of file.chunks(from)) yield { ...chunk, events: events.packed };
    },
    eventsOf: async (batch) => (await file.eventsOf(batch)).packed,
  };
}

function openToCheck(spec: SurveySpec | RepeatsSpec): OpenFile {
  const eventsOf = () => Promise.reject(new Error('a file that is checked has no batches'));
  const read = (from: Cursor) => (spec.purpose === 'survey' ? surveyHere(spec, from) : surveyRepeatsHere(spec, from));
  return { read, eventsOf };
}

async function nextSection({ sections }: OpenFile): Promise<Section | undefined> {
  const next = await sections?.next();
  return next?.done === false ? next.value : undefined;
}

/** Buffers that are transferred instead of copied. */
function transferablesOf(reply: Reply): ArrayBuffer[] {
  const events = reply && 'events' in reply ? reply.events : reply;
  if (!events || !('body' in events)) return [];
  const views = [events.numbers, events.digests, events.body];
  return views.filter(({ length }) => length > 0).map(({ buffer }) => buffer as ArrayBuffer);
}

function post(response: ThreadResponse, memory: ArrayBuffer[]): void {
  parentPort?.postMessage(response, memory);
}
