// An engine process: it serves the requests of its parent, one after another, and exits with its parent.
import { UserError } from '../../core/errors.ts';
import { buildAudience } from './duckdb/build.ts';
import { importTable } from './duckdb/import.ts';
import { inspectTables } from './duckdb/inspect.ts';
import { NO_OUTPUT, runQuery } from './duckdb/run.ts';
import { closeConnections } from './duckdb/session.ts';
import { writeResult } from './duckdb/write-result.ts';
import type { EngineMessage, EngineRequest, WrittenCsv } from './protocol.ts';

process.umask(0o077); // as in all programs of the product; the parent may have another umask
process.once('disconnect', killSelf);
process.stdout.once('error', killSelf);
process.on('message', (request: EngineRequest) => {
  serve(request).then(
    (written) => finish({ kind: 'done', written, isExiting: isTooLargeToReuse() }),
    (error: unknown) => {
      // The parent cannot know where the bytes of a refused CSV end.
      const isExiting = isTooLargeToReuse() || (request.kind === 'query' && request.as === 'csv');
      if (error instanceof UserError)
        return finish({ kind: 'refused', code: error.code, params: error.params, isExiting });
      // Other errors may quote values, so they are not passed on.
      killSelf();
    },
  );
});

async function serve({ limits, ...request }: EngineRequest): Promise<WrittenCsv> {
  const watch = watchMemory(limits.memoryBytes);
  try {
    if (request.kind === 'query') return await runQuery(request, { limits, respond, out: process.stdout });
    if (request.kind === 'build') {
      const onTable = (table: string) => respond({ kind: 'tableBuilt', table });
      respond({ kind: 'built', result: await buildAudience(request, { limits, onTable }) });
    } else if (request.kind === 'import') respond({ kind: 'imported', ...(await importTable(request, limits)) });
    else if (request.kind === 'result') respond({ kind: 'resultWritten', records: await writeResult(request, limits) });
    else await inspectTables(request, { limits, onTable: (table) => respond({ kind: 'inspected', table }) });
    return NO_OUTPUT;
  } finally {
    clearInterval(watch);
    closeConnections();
  }
}

/** Memory of the heap, the code and the engine's own structures, which the engine does not count. */
const OVERHEAD_BYTES = 1_000_000_000;
const WATCH_MS = 100;

/** DuckDB limits the memory of execution but not of planning, so the process limits its total memory. */
function watchMemory(memoryBytes: number): NodeJS.Timeout {
  return setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes + OVERHEAD_BYTES) refuse('query_out_of_memory');
  }, WATCH_MS).unref();
}

/** Sends the refusal and kills the process, without waiting for anything else. */
function refuse(code: string): void {
  process.send?.({ kind: 'refused', code, params: {}, isExiting: true } satisfies EngineMessage, killSelf);
}

/** SIGKILL, because a normal exit would wait for the query's threads. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Messages are limited, because the parent process holds them in memory. */
const MAX_MESSAGE_LENGTH = 16_000_000;

/** Throws UserError `query_answer_too_large`. */
function respond(message: EngineMessage): void {
  if (JSON.stringify(message).length > MAX_MESSAGE_LENGTH) throw new UserError('query_answer_too_large');
  process.send?.(message);
}

/** A process with more memory is not reused, because only its exit is certain to free the memory of a request. */
const MAX_REUSED_BYTES = 350_000_000;

function isTooLargeToReuse(): boolean {
  return process.memoryUsage.rss() > MAX_REUSED_BYTES;
}

/** Flushes all bytes before the last message. */
function finish(last: Extract<EngineMessage, { isExiting: boolean }>): void {
  const send = () => process.send?.(last, () => last.isExiting && process.exit(0));
  if (last.isExiting) process.stdout.end(send);
  else process.stdout.write('', send);
}
