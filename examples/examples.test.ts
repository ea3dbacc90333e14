import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readHeader, readRows } from '#lib/adapters/csv/csv-source.ts';
import { prepareEffects } from '#lib/adapters/delivery/sha256.ts';
import { pinterest } from '#lib/connectors/pinterest/index.ts';
import { createPrepare } from '#lib/core/preparation/prepare.ts';
import { compilePlan, isKnownColumn } from '#lib/core/record/plan.ts';
import { checkProjectAt } from '#lib/runtime/workflow/read-project.ts';
import { cautions } from './cautions.ts';
import { allColumns } from './columns.ts';
import { conversionsLines, countCodes, generateConversions } from './conversions.ts';
import { committed, exampleFiles } from './example-files.ts';
import { faults } from './faults.ts';

const names = Object.keys(exampleFiles(committed));

function fileOf(name: string): string {
  return `${import.meta.dirname}/${name}`;
}

async function readExample(name: string) {
  const spool = fileOf(name);
  const { header, delimiter, cursor } = await readHeader(spool, { isKnown: isKnownColumn(pinterest.fields) });
  const blocks = await Array.fromAsync(readRows(spool, { delimiter, columnCount: header.length, from: cursor }));
  return { header, rows: blocks.flatMap(({ rows }) => rows) };
}

/** The codes of each record's errors and warnings. */
async function issuesIn(name: string): Promise<{ errors: string[]; warnings: string[] }[]> {
  const { header, rows } = await readExample(name);
  const prepare = createPrepare({
    plan: compilePlan(pinterest.fields, header),
    rules: pinterest.recordRules,
    oncePerFile: pinterest.oncePerFile,
    now: committed.now,
    effects: prepareEffects,
  });
  return rows.map((row) => {
    const { errors, warnings } = prepare(row);
    return { errors: errors.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
  });
}

test.each(names)('%s is identical to the generator output', async (name) => {
  const text = await readFile(fileOf(name), 'utf8');
  expect(text === `${exampleFiles(committed)[name]?.join('\n')}\n`).toBe(true);
});

test.each(names.filter((name) => !name.startsWith('conversions')))('%s has no errors and no warnings', async (name) => {
  const issues = await issuesIn(name);
  expect(issues.length).toBeGreaterThan(0);
  expect(issues.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
});

test('the large file has exactly the intended errors and warnings in each record', async () => {
  const found = await issuesIn('conversions-10000.csv');
  const intended = [...generateConversions(committed)];
  const differing = intended.filter(({ record, fault, warning }) => {
    const { errors = [], warnings = [] } = found[record - 1] ?? {};
    return errors.join() !== (fault ?? '') || warnings.join() !== (warning ?? '');
  });
  expect(found).toHaveLength(committed.rows);
  expect(differing).toEqual([]);
});

test('about 3% of the records are invalid, over 3.5% have a warning, and every kind occurs', () => {
  const records = [...generateConversions({ ...committed, seed: 1 })];
  const errors = countCodes(records.map(({ fault }) => fault));
  const warnings = countCodes(records.map(({ fault, warning }) => (fault ? undefined : warning)));
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
  expect(Object.keys(errors)).toEqual([...new Set(faults.map(({ code }) => code))].sort());
  expect(Object.keys(warnings)).toEqual([...new Set(cautions.map(({ code }) => code))].sort());
  expect(sum(errors)).toBeGreaterThan(250);
  expect(sum(errors)).toBeLessThan(350);
  expect(sum(warnings)).toBeGreaterThan(350);
});

test('the same options give the same lines, another seed or time gives different ones', () => {
  const few = { rows: 50, seed: 3, now: 1_800_000_000 };
  const lines = (options: typeof few) => [...conversionsLines(options)];
  expect(lines(few)).toHaveLength(51);
  expect(lines(few)).toEqual(lines(few));
  expect(lines(few)).not.toEqual(lines({ ...few, seed: 4 }));
  expect(lines(few)).not.toEqual(lines({ ...few, now: few.now + 1 }));
});

test('the file with all columns has the 60 columns of the sample query, each filled in some row', async () => {
  const { header, rows } = await readExample('all-columns.csv');
  expect(header).toEqual(allColumns);
  expect([header.length, rows.length]).toEqual([60, 20]);
  expect(allColumns.filter((_, index) => rows.every(({ cells }) => cells[index] === ''))).toEqual([]);
});

test('the files contain only reserved domains and IP addresses', () => {
  const text = Object.values(exampleFiles(committed)).flat().join('\n').toLowerCase();
  const domains = new Set(text.match(/(?<=[a-z0-9]@|\/\/)[a-z0-9.-]+/g));
  expect([...domains].filter((domain) => !/(?:^|\.)(?:example|test|example\.com)$/.test(domain))).toEqual([]);
  const addresses = text.match(/(?<=,)\d{1,3}(?:\.\d{1,3}){3}(?=,)|(?<=,)[0-9a-f]{1,4}:[0-9a-f:]+(?=,)/g) ?? [];
  expect(addresses.length).toBeGreaterThan(1000);
  expect(addresses.filter((address) => !/^(?:192\.0\.2\.|2001:db8:)/.test(address))).toEqual([]);
});

test('the workflow project has no findings', async () => {
  const { workflows, findings } = await checkProjectAt(fileOf('workflow'));
  expect([workflows, findings]).toEqual([['conversions', 'segments'], []]);
});
