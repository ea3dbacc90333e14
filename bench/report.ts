import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { root } from '../torture/kit/process.ts';
import type { Growth } from './delivery.ts';
import { growthPicture } from './growth-picture.ts';
import type { Row } from './kit/row.ts';

export function plainOf(rows: readonly Row[]): string {
  const table = new Table({ head: ['', 'What', 'Measured', 'Target'], style: { head: [], border: [] } });
  for (const { met, what, measured, wanted } of rows) table.push([met ? 'ok' : 'MISSED', what, measured, wanted]);
  return table.toString();
}

export function markdownOf(rows: readonly Row[], machine: string): string {
  const lines = rows.map(
    ({ what, measured, wanted, met }) => `| ${what} | ${measured} | ${wanted}${met ? '' : ' (missed)'} |`,
  );
  return [`Measured on ${machine}.`, '', '| What | Measured | Target |', '| --- | ---: | ---: |', ...lines].join('\n');
}

const PLACE = /(<!-- figures -->\n)[\s\S]*?(\n<!-- \/figures -->)/;

/** Puts the table where docs/performance.md has a place for it, and the picture beside it. */
export async function writeReport(table: string, growth: readonly Growth[]): Promise<void> {
  const page = join(root, 'docs', 'performance.md');
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(PLACE, (_, before: string, after: string) => before + table + after),
  );
  if (growth.length > 0) await writeFile(join(root, 'docs', 'images', 'growth.svg'), growthPicture(growth));
}
