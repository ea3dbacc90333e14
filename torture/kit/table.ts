import type { Row } from './findings.ts';

/** A Markdown table that is readable in a terminal, for docs/reliability.md. */
export function plainTable(rows: readonly Row[]): string {
  const head = ['', 'Campaign', 'Figure', 'Measured', 'Required'];
  const lines = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const [first = '', ...rest] = lines.map((line) =>
    markdown(line.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [first, markdown(widths.map((width) => '-'.repeat(Math.max(3, width)))), ...rest].join('\n');
}

/** The faults behind the figures. */
export function faultReport(rows: readonly Row[]): string {
  return rows
    .filter(({ faults = [] }) => faults.length > 0)
    .flatMap(({ campaign, figure, faults = [] }) => [
      `${campaign}: ${figure}:`,
      ...faults.slice(0, MAX_FAULTS).map((line) => `  ${line}`),
    ])
    .join('\n');
}

const MAX_FAULTS = 100;

/** Counts the figures that have a required value, or failed. */
export function summaryOf(rows: readonly Row[]): string {
  const failed = rows.filter(({ passed }) => !passed).length;
  const count = rows.filter(({ required, passed }) => required !== '' || !passed).length;
  return failed === 0 ? `All ${count} figures are as required.` : `${failed} of ${count} FAILED.`;
}

function cellsOf({ campaign, figure, measured, required, passed }: Row): string[] {
  return [passed ? 'ok' : 'FAILED', campaign, figure, measured, required].map((cell) => cell.replaceAll('|', '\\|'));
}

function markdown(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
