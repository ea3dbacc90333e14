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

/**
 * Runs each workload once per round, so that changes in the machine's speed affect all of them equally. An undefined
 * workload gets no results.
 */
export async function interleave<Name extends string, T>(
  runs: number,
  workloads: Readonly<Record<Name, (() => Promise<T>) | undefined>>,
): Promise<Record<Name, T[]>> {
  const names = Object.keys(workloads) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
  for (let run = 0; run < runs; run++) {
    for (const name of names) {
      const work = workloads[name];
      if (work) results[name].push(await work());
    }
  }
  return results;
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
