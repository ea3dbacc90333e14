import { conversionsLines } from '../../../examples/conversions.ts';
import { committed, exampleFiles } from '../../../examples/example-files.ts';
import { Random } from '../../kit/random.ts';
import { randomMutation } from '../generator/mutations.ts';

/** A file, and the limits of its calls. */
export interface Case {
  readonly name: string;
  readonly content: Uint8Array;
  readonly maxEvents: number;
  readonly maxBytes: number;
  readonly skipInvalid: boolean;
}

const USUAL = { maxEvents: 1000, maxBytes: 2_000_000, skipInvalid: true };
/** Calls are limited by events or by bytes, depending on the records. */
const NARROW = { maxEvents: 7, maxBytes: 6000, skipInvalid: true };

export const NOW = committed.now;

/** Deterministic files: the examples, files of shops with faults, and mutated files. */
export function cases(): Case[] {
  return [...examples(), ...shops(), ...mutated()];
}

function examples(): Case[] {
  return Object.entries(exampleFiles(committed)).map(([name, lines]) => ({ name, content: textOf(lines), ...USUAL }));
}

function shops(): Case[] {
  return [11, 12, 13, 14].flatMap((seed) => {
    const content = shopOf(seed, 300);
    return [
      { name: `shop ${seed}, narrow`, content, ...NARROW },
      { name: `shop ${seed}, up to the first invalid record`, content, ...USUAL, skipInvalid: false },
    ];
  });
}

function mutated(): Case[] {
  const random = new Random('same-bodies');
  return Array.from({ length: 120 }, (_, n) => {
    return { name: `mutated ${n}`, content: mutatedFile(random.for(String(n)), n), ...NARROW };
  });
}

function mutatedFile(random: Random, seed: number): Uint8Array {
  let content = shopOf(seed, random.pick([1, 10, 40]));
  for (let left = random.pick([1, 2, 6]); left > 0; left--) content = randomMutation(random)(content, random);
  return content;
}

function shopOf(seed: number, rowCount: number): Buffer {
  return textOf([...conversionsLines({ rows: rowCount, seed, now: NOW })]);
}

function textOf(lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\n')}\n`);
}
