import { once } from 'node:events';
import { Program, root } from '../../torture/kit/process.ts';
import type { Cost } from './cost.ts';

/**
 * Runs a program of the benchmarks, from these sources or from another checkout, and returns the message that it sends
 * at its end.
 */
export async function runForMessage<T = Cost>(file: string, args: readonly string[], checkout = root): Promise<T> {
  const program = new Program(file, args, { checkout });
  const failed = program.ended.then(({ err }) => Promise.reject(new Error(`${file} sent no message: ${err}`)));
  const [message] = (await Promise.race([once(program.child, 'message'), failed])) as [T];
  program.signal('SIGKILL');
  return message;
}

type Workloads = Readonly<Record<string, (() => Promise<unknown>) | undefined>>;
type Results<W extends Workloads> = { [Name in keyof W]: Awaited<ReturnType<NonNullable<W[Name]>>>[] };

/**
 * Runs each workload once per round, so that changes in the machine's speed affect all of them equally. An undefined
 * workload gets no results.
 */
export async function interleave<W extends Workloads>(roundCount: number, workloads: W): Promise<Results<W>> {
  const results = Object.fromEntries(Object.keys(workloads).map((name) => [name, [] as unknown[]]));
  for (let round = 0; round < roundCount; round++) {
    for (const [name, work] of Object.entries(workloads)) {
      if (work) results[name]?.push(await work());
    }
  }
  return results as Results<W>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** Records per second of the median run. */
export function rateOf(costs: readonly Cost[]): number {
  return median(costs.map(({ records, seconds }) => records / seconds));
}
