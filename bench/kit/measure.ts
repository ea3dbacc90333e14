import { once } from 'node:events';
import { Program } from '../../torture/kit/process.ts';
import type { Cost } from './cost.ts';

/** What a program of this folder tells when it has done its work. */
export async function told<T = Cost>(file: string, args: readonly string[]): Promise<T> {
  const program = new Program(file, args);
  const failed = program.ended.then(({ err }) => Promise.reject(new Error(`${file} told nothing: ${err}`)));
  const [message] = (await Promise.race([once(program.child, 'message'), failed])) as [T];
  program.signal('SIGKILL');
  return message;
}

/** Runs one after the other, a round of each at a time, so that a machine that changes its pace is fair to all of them. */
export async function inTurns<Name extends string, T>(
  runs: number,
  works: Readonly<Record<Name, () => Promise<T>>>,
): Promise<Record<Name, T[]>> {
  const names = Object.keys(works) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
  for (let run = 0; run < runs; run++) {
    for (const name of names) results[name].push(await works[name]());
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** Records a second of the run that took as long as most. */
export function rateOf(costs: readonly Cost[]): number {
  return median(costs.map(({ records, seconds }) => records / seconds));
}
