import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SharedStrings } from './shared-strings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* xmlOf(texts: readonly string[]): AsyncGenerator<Buffer> {
  const xml = Buffer.from(`<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`);
  for (let at = 0; at < xml.length; at += 65_537) yield xml.subarray(at, at + 65_537);
}

test('more texts than the pages in memory can hold are read in any order, also across pages', async () => {
  // 12 MB of two-byte letters: more than the pages in memory.
  const texts = Array.from({ length: 20_000 }, (_, i) => `${i}${'é'.repeat(300)}`);
  const long = 'x'.repeat(200_000);
  const strings = await SharedStrings.write(xmlOf([...texts, '', long]), folder);
  const orders = [texts.keys().toArray(), texts.keys().map((i) => (i * 7919) % texts.length)];
  for (const order of orders)
    for (const index of order) if (strings.get(index) !== texts[index]) expect.fail(`${index}`);
  expect([strings.get(20_000), strings.get(20_001)]).toEqual(['', long]);
  for (const index of [-1, 20_002, Number.NaN, 0.5]) {
    expect(() => strings.get(index), String(index)).toThrow('workbook_damaged');
  }
  strings[Symbol.dispose]();
  expect(await readdir(folder)).toEqual([]);
});
