import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { root } from '../torture/kit/process.ts';
import type { Growth } from './delivery.ts';
import { growthChart } from './growth-chart.ts';
import type { Row } from './kit/row.ts';

export function plainOf(rows: readonly Row[]): string {
  const table = new Table({ head: ['', 'What', 'Measured', 'Target'], style: { head: [], border: [] } });
  for (const { isMet, figure, measured, target } of rows)
    table.push([isMet ? 'ok' : 'MISSED', figure, measured, target]);
  return table.toString();
}

export function markdownOf(rows: readonly Row[], machine: string): string {
  const lines = rows.map(
    ({ figure, measured, target, isMet }) => `| ${figure} | ${measured} | ${target}${isMet ? '' : ' (missed)'} |`,
  );
  return [`Measured on ${machine}.`, '', '| What | Measured | Target |', '| --- | ---: | ---: |', ...lines].join('\n');
}

const FIGURES_SECTION = /(<!-- figures -->\n)[\s\S]*?(\n<!-- \/figures -->)/;

/**
 * Writes the table into its section of docs/performance.md, and the chart, if delivery was measured, into docs/images.
 */
export async function writeReport(table: string, growth: readonly Growth[]): Promise<void> {
  const page = join(root, 'docs', 'performance.md');
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(FIGURES_SECTION, (_, before: string, after: string) => before + table + after),
  );
  if (growth.length > 0) await writeFile(join(root, 'docs', 'images', 'growth.svg'), growthChart(growth));
}
