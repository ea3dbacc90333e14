import type { Command } from 'commander';
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { EXIT, printJson, printLine, say } from '../output.ts';
import { unreachable } from '../unreachable.ts';
import { consoleAddress } from '../with-product.ts';

/** A console that says nothing for so long is none that could run jobs. */
const PATIENCE_MS = 10_000;

const readinessShape = z.object({
  ready: z.boolean(),
  reasons: z.array(z.object({ check: z.string(), reason: z.string() })),
});

export function addServer(program: Command): void {
  program
    .command('server:status')
    .alias('server')
    .description('ask the console, here or at --endpoint, whether jobs can run; needs no key')
    .option('--json', 'print an object')
    .action(printServerStatus);
}

/** Prints `ok`, as td does of its server; else exit status 1, and what is in the way. */
async function printServerStatus({ json }: { json?: boolean }): Promise<void> {
  const { ready, reasons } = await readiness(consoleAddress());
  if (!ready) process.exitCode = EXIT.refused;
  if (json) return printJson({ ready, reasons });
  await printLine(ready ? 'ok' : 'not ready');
  for (const { check, reason } of reasons) say(`${check}: ${reason}`);
}

async function readiness(endpoint: string): Promise<z.output<typeof readinessShape>> {
  const response = await fetch(`${endpoint}/readyz`, {
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    throw unreachable(endpoint, cause);
  });
  const said = readinessShape.safeParse(await response.json().catch(() => undefined));
  if (!said.success) throw new UserError('endpoint_not_understood', { endpoint, status: response.status });
  return said.data;
}
