// The process that a query runs in: it hears one request from its parent, answers, and ends. It ends with its parent, too.
import { UserError } from '../../core/errors.ts';
import { importTable } from './import.ts';
import { inspectTables } from './inspect.ts';
import type { EngineAnswer, EngineRequest, Written } from './protocol.ts';
import { NOTHING, runQuery } from './run.ts';

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
  if (request.kind === 'query') return runQuery(request, { limits, answer, out: process.stdout });
  if (request.kind === 'import') answer({ kind: 'imported', ...(await importTable(request, limits)) });
  else answer({ kind: 'inspected', tables: await inspectTables(request, limits) });
  return NOTHING;
}

/** At once: an orderly exit would wait for the query's threads. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function answer(message: EngineAnswer): void {
  process.send?.(message);
}

/** All bytes are out before the last word is. */
function end(last: EngineAnswer): void {
  process.stdout.end(() => process.send?.(last, () => process.exit(0)));
}
