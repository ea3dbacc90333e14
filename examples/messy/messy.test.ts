import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { faults } from './history-faults.ts';
import { type MessyFile, type MessyOptions, truthOf } from './messy-file.ts';
import { messyFiles } from './messy-files.ts';

const NOW = 1_795_506_800;

function optionsOf({ records }: MessyFile, seed = 1): MessyOptions {
  return { records: Math.min(records, 3000), seed, now: NOW };
}

function digestOf(file: MessyFile, options: MessyOptions): string {
  const bytes = Buffer.concat([...file.write(file.generate(options), options)]);
  return createHash('sha256').update(bytes).digest('hex');
}

test.each(messyFiles)('$name is the same for the same options, and differs for others', (file) => {
  const options = optionsOf(file);
  expect(digestOf(file, options)).toBe(digestOf(file, options));
  expect(digestOf(file, options)).not.toBe(digestOf(file, optionsOf(file, 2)));
  expect(digestOf(file, options)).not.toBe(digestOf(file, { ...options, now: NOW + 86_400 }));
});

test.each(messyFiles)('the truth about $name has every record, and different seeds have no event in common', (file) => {
  const [first, second] = [1, 2].map((seed) => [...truthOf(file, optionsOf(file, seed))]);
  expect(first?.map(({ record }) => record)).toEqual(Array.from({ length: optionsOf(file).records }, (_, i) => i + 1));
  const ids = (truths: typeof first) =>
    (truths ?? []).flatMap((each) => ('event' in each ? each.event['event_id'] : []));
  expect(ids(first).length).toBeGreaterThan(optionsOf(file).records / 2);
  expect(new Set(ids(first)).isDisjointFrom(new Set(ids(second)))).toBe(true);
});

test.each(messyFiles)('$name has records that are sent only after a repair', (file) => {
  expect([...truthOf(file, optionsOf(file))].some((truth) => 'repairs' in truth)).toBe(true);
});

test('the files contain only reserved domains and addresses', () => {
  const cells = messyFiles.flatMap((file) => [...file.generate(optionsOf(file))].flatMap((record) => record.cells));
  const text = cells.join('\n').normalize('NFKC').toLowerCase();
  const domains = new Set(text.match(/(?<=[a-z0-9] ?@)[a-z0-9.-]+/g));
  expect(domains.size).toBeGreaterThan(3);
  expect([...domains].filter((domain) => !/(?:^|\.)example(?:\.com)?\.?$/.test(domain))).toEqual([]);
  const addresses = text.match(/(?<=^)\d{1,3}(?:\.\d{1,3}){3}(?=$)/gm) ?? [];
  expect(addresses.filter((address) => !address.startsWith('192.0.2.'))).toEqual([]);
});

test('the large file has faults of fifteen kinds, with every reason and every repair', () => {
  const file = messyFiles.find(({ name }) => name === 'shop-history.csv');
  if (!file) throw new Error('no such file');
  const truths = [...truthOf(file, { ...optionsOf(file), records: 20_000 })];
  const reasons = new Set(truths.flatMap((truth) => ('needs_a_person' in truth ? truth.needs_a_person : [])));
  const repairs = new Set(truths.flatMap((truth) => ('repairs' in truth ? (truth.repairs ?? []) : [])));
  expect(faults).toHaveLength(15);
  expect([...reasons].sort()).toEqual(faults.flatMap(({ reason }) => reason ?? []).sort());
  expect([...repairs].sort()).toEqual(faults.flatMap(({ repair }) => repair ?? []).sort());
});
