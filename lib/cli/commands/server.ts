import type { Command } from 'commander';
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { commandIo } from '../invocation.ts';
import { EXIT, printJson, printLine, say } from '../output/output.ts';
import { unreachableError } from '../product/unreachable-error.ts';
import { consoleUrl } from '../product/with-product.ts';

/** A console that does not respond in this time counts as unreachable. */
const TIMEOUT_MS = 10_000;

const readinessShape = z.object({
  ready: z.boolean(),
  reasons: z.array(z.object({ check: z.string(), reason: z.string() })),
});

export function addServer(program: Command): void {
  program
    .command('server:status')
    .alias('server')
    .description('check whether jobs can run on this machine or at --endpoint; needs no key')
    .option('--json', 'print an object')
    .action(printServerStatus);
}

/** Prints `ok`, like td; otherwise sets exit status 1 and prints the reasons. */
async function printServerStatus({ json }: { json?: boolean }): Promise<void> {
  const { ready, reasons } = await fetchReadiness(consoleUrl());
  if (!ready) commandIo().exitCode = EXIT.refused;
  if (json) return printJson({ ready, reasons });
  await printLine(ready ? 'ok' : 'not ready');
  for (const { check, reason } of reasons) say(`${check}: ${reason}`);
}

async function fetchReadiness(endpoint: string): Promise<z.output<typeof readinessShape>> {
  const response = await fetch(`${endpoint}/readyz`, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw unreachableError(endpoint, cause);
  });
  const parsed = readinessShape.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new UserError('endpoint_not_understood', { endpoint, status: response.status });
  return parsed.data;
}
