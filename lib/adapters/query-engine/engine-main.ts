// The process that a query runs in: it hears one request from its parent, answers, and ends. It ends with its parent, too.
import { UserError } from '../../core/errors.ts';
import { importTable } from './duckdb/import.ts';
import { inspectTables } from './duckdb/inspect.ts';
import { NOTHING, runQuery } from './duckdb/run.ts';
import type { EngineAnswer, EngineRequest, Written } from './protocol.ts';

process.umask(0o077); // as its parent has it, unless that is none of the product's programs
process.once('disconnect', die);
process.stdout.once('error', die);
process.once('message', (request: EngineRequest) => {
  serve(request).then(
    (written) => end({ kind: 'done', written }),
    (error: unknown) => {
      if (error instanceof UserError) return end({ kind: 'refused', code: error.code, params: error.params });
      // What the engine says of itself may quote values, so that nothing of it is passed on.
      die();
    },
  );
});

async function serve({ limits, ...request }: EngineRequest): Promise<Written> {
  watchMemory(limits.memoryBytes);
  if (request.kind === 'query') return runQuery(request, { limits, answer, out: process.stdout });
  if (request.kind === 'import') answer({ kind: 'imported', ...(await importTable(request, limits)) });
  else await inspectTables(request, { limits, take: (table) => answer({ kind: 'inspected', table }) });
  return NOTHING;
}

/** What its heap, its code and the engine's own structures take beside the memory that the engine counts. */
const BESIDE_BYTES = 1_000_000_000;
const WATCH_MS = 100;

/** DuckDB limits the memory of execution but not of planning, so the process limits its total memory. */
function watchMemory(memoryBytes: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes + BESIDE_BYTES) refuse('query_out_of_memory');
  }, WATCH_MS).unref();
}

/** At once, as nothing else can be waited for. */
function refuse(code: string): void {
  process.send?.({ kind: 'refused', code, params: {} } satisfies EngineAnswer, die);
}

/** At once: an orderly exit would wait for the query's threads. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Longest response, which the parent process holds in memory. */
const LONGEST_ANSWER = 16_000_000;

/** Throws UserError `query_answer_too_large`. */
function answer(message: EngineAnswer): void {
  if (JSON.stringify(message).length > LONGEST_ANSWER) throw new UserError('query_answer_too_large');
  process.send?.(message);
}

/** All bytes are out before the last word is. */
function end(last: EngineAnswer): void {
  process.stdout.end(() => process.send?.(last, () => process.exit(0)));
}
