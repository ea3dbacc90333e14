import type { Growth } from './delivery.ts';
import { shortOf } from './kit/short-of.ts';
import { CEILING } from './plan.ts';

const [WIDTH, HEIGHT] = [720, 260];
const PANEL = { left: 64, top: 40, width: 260, height: 170 };
const GAP = 96;

/** Two panels over the number of records on a logarithmic scale: events per second, and peak memory. */
export function growthChart(growth: readonly Growth[]): string {
  const rate = panel(growth, PANEL.left, {
    title: 'Events a second, end to end',
    measureOf: (point) => point.rate,
    mark: { value: CEILING.events, label: "Pinterest's ceiling" },
    textOf: (value) => `${Math.round(value / 1000)}k`,
  });
  const memory = panel(growth, PANEL.left + PANEL.width + GAP, {
    title: 'Peak memory, MB',
    measureOf: (point) => point.peakMegabytes,
    mark: { value: 256, label: 'allowed' },
    textOf: (value) => String(Math.round(value)),
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
  font-family="system-ui, sans-serif" font-size="11">
<title>Throughput and memory over the number of records</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${rate}
${memory}
</svg>
`;
}

interface PanelOptions {
  readonly title: string;
  readonly measureOf: (point: Growth) => number;
  readonly mark: { readonly value: number; readonly label: string };
  readonly textOf: (value: number) => string;
}

function panel(growth: readonly Growth[], left: number, { title, measureOf, mark, textOf }: PanelOptions): string {
  const bottom = PANEL.top + PANEL.height;
  const right = left + PANEL.width;
  const highest = Math.max(mark.value, ...growth.map(measureOf)) * 1.15;
  const [first = 1, last = 10] = [growth[0]?.records, growth.at(-1)?.records];
  const yOf = (value: number) => Math.round(bottom - (value / highest) * PANEL.height);
  const points = growth.map((point) => ({
    x: Math.round(left + (Math.log(point.records / first) / Math.log(last / first)) * PANEL.width),
    y: yOf(measureOf(point)),
    value: textOf(measureOf(point)),
    records: shortOf(point.records),
  }));
  const dots = points.map(
    ({ x, y, value, records }) => `<circle cx="${x}" cy="${y}" r="3" fill="#5b2bd9"/>
<text x="${x}" y="${y - 8}" text-anchor="middle" fill="#0f172a">${value}</text>
<text x="${x}" y="${bottom + 16}" text-anchor="middle" fill="#475569">${records}</text>`,
  );
  return `<text x="${left}" y="20" font-size="13" font-weight="600" fill="#0f172a">${title}</text>
<line x1="${left}" y1="${bottom}" x2="${right}" y2="${bottom}" stroke="#cbd5e1"/>
<line x1="${left}" y1="${yOf(mark.value)}" x2="${right}" y2="${yOf(mark.value)}" stroke="#991b1b" stroke-dasharray="4 3"/>
<text x="${left - 6}" y="${yOf(mark.value) + 4}" text-anchor="end" fill="#991b1b">${textOf(mark.value)}</text>
<text x="${right}" y="${yOf(mark.value) + 14}" text-anchor="end" fill="#991b1b">${mark.label}</text>
<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="#5b2bd9" stroke-width="2"/>
${dots.join('\n')}
<text x="${left + PANEL.width / 2}" y="${bottom + 34}" text-anchor="middle" fill="#475569">records</text>`;
}
