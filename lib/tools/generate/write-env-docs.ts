// npm run docs:settings: writes .env.example and the README's table of settings from lib/env.ts.
import { listSettings, type Setting } from '../../env.ts';
import { withSection, writeGenerated } from './generated.ts';

const head =
  '# To change an environment variable, copy its line into .env. Generated from lib/env.ts by `npm run docs:settings`.\n';

const example = (setting: Setting) =>
  `# ${setting.description.replaceAll('`', '')}\n# ${setting.name}=${setting.default}\n`;

const row = (setting: Setting) =>
  `| \`${setting.name}\` | ${setting.default === '' ? '' : `\`${setting.default}\``} | ${setting.description} |\n`;

const settings = listSettings();
writeGenerated('.env.example', [head, ...settings.map(example)].join('\n'));
const table = `| Variable | Default | Meaning |\n| --- | --- | --- |\n${settings.map(row).join('')}`;
writeGenerated('README.md', withSection('README.md', 'settings', table));
