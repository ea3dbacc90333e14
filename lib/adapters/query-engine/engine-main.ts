// The process that runs a query: it handles one request of its parent and exits. It also exits with its parent.
import { UserError } from '../../core/errors.ts';
import { buildAudience } from './duckdb/build.ts';
import { importTable } from './duckdb/import.ts';
import { inspectTables } from './duckdb/inspect.ts';
import { NO_OUTPUT, runQuery } from './duckdb/run.ts';
import { writeResult } from './duckdb/write-result.ts';
import type { EngineMessage, EngineRequest, WrittenCsv } from './protocol.ts';

process.umask(0o077); // as in the parent, unless the parent is not a program of the product
process.once('disconnect', killSelf);
process.stdout.once('error', killSelf);
process.once('message', (request: EngineRequest) => {
  serve(request).then(
    (written) => finish({ kind: 'done', written }),
    (error: unknown) => {
      if (error instanceof UserError) return finish({ kind: 'refused', code: error.code, params: error.params });
      // Internal errors of the engine may quote values, so they are not passed on.
      killSelf();
    },
  );
});

async function serve({ limits, ...request }: EngineRequest): Promise<WrittenCsv> {
  watchMemory(limits.memoryBytes);
  if (request.kind === 'query') return runQuery(request, { limits, respond, out: process.stdout });
  if (request.kind === 'build') {
    const onTable = (table: string) => respond({ kind: 'tableBuilt', table });
    respond({ kind: 'built', result: await buildAudience(request, { limits, onTable }) });
  } else if (request.kind === 'import') respond({ kind: 'imported', ...(await importTable(request, limits)) });
  else if (request.kind === 'result') respond({ kind: 'resultWritten', records: await writeResult(request, limits) });
  else await inspectTables(request, { limits, onTable: (table) => respond({ kind: 'inspected', table }) });
  return NO_OUTPUT;
}

/** Memory of the heap, the code and the engine's own structures, which the engine does not count. */
const OVERHEAD_BYTES = 1_000_000_000;
const WATCH_MS = 100;

/** DuckDB limits the memory of execution but not of planning, so the process limits its total memory. */
function watchMemory(memoryBytes: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes + OVERHEAD_BYTES) refuse('query_out_of_memory');
  }, WATCH_MS).unref();
}

/** Responds immediately and kills the process, without waiting for anything else. */
function refuse(code: string): void {
  process.send?.({ kind: 'refused', code, params: {} } satisfies EngineMessage, killSelf);
}

/** SIGKILL, because a normal exit would wait for the query's threads. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** The parent process holds messages in memory. */
const MAX_MESSAGE_LENGTH = 16_000_000;

/** Throws UserError `query_answer_too_large`. */
function respond(message: EngineMessage): void {
  if (JSON.stringify(message).length > MAX_MESSAGE_LENGTH) throw new UserError('query_answer_too_large');
  process.send?.(message);
}

/** Flushes all bytes before the last message. */
function finish(last: EngineMessage): void {
  process.stdout.end(() => process.send?.(last, () => process.exit(0)));
}
