// npm run docs:metrics: writes the table of metrics in docs/operations.md from lib/web/metrics.ts.
import { METRICS, type MetricSpec } from '../../web/metrics.ts';
import { withSection, writeGenerated } from './generated.ts';

const row = ({ name, type, labels, help }: MetricSpec) =>
  `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |\n`;

const table = `| Metric | Type | Labels | Meaning |\n| --- | --- | --- | --- |\n${METRICS.map(row).join('')}`;
writeGenerated('docs/operations.md', withSection('docs/operations.md', 'metrics', table));
