import { Argument, type Command } from 'commander';
import { parseInput } from '../../core/parameters.ts';
import { type SettingKey, settingBounds, settingsInput } from '../../core/settings.ts';
import { messagesOf, translate } from '../../messages/translate.ts';
import type { Runtime } from '../../runtime.ts';
import { printJson, printLine, say } from '../output.ts';
import { newTable } from '../table.ts';
import { withRuntime } from '../with-runtime.ts';

const WIDTHS = [24, 8, 6, 8, 70];
const KEYS = Object.keys(messagesOf('setting-help')) as SettingKey[];

export function addSettings(program: Command): void {
  program
    .command('settings')
    .description('show what can be changed while the product runs')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withRuntime((runtime) => printSettings(runtime, json)));
  program
    .command('settings:set')
    .description('change a setting; it holds at once, in every process')
    .addArgument(new Argument('<key>', 'setting').choices(KEYS))
    .argument('<value>', 'its new value')
    .action((key: SettingKey, value: string) => withRuntime((runtime) => changeSetting(runtime, key, value)));
}

async function printSettings({ settings }: Runtime, json = false): Promise<void> {
  const inForce = settings.current();
  if (json) return printJson(inForce);
  const bounds = settingBounds(settings.ceilings);
  const table = newTable({
    head: ['Setting', 'Value', 'From', 'To', 'What it does'],
    wordWrap: true,
    colWidths: WIDTHS,
  });
  for (const key of KEYS) {
    table.push([key, inForce[key], bounds[key].min, bounds[key].max, translate('setting-help', key)]);
  }
  await printLine(table.toString());
}

/** The schema of the form, of which one field is given. */
async function changeSetting({ settings }: Runtime, key: SettingKey, value: string): Promise<void> {
  const changed = parseInput(settingsInput(settings.ceilings).partial(), { [key]: value });
  await printJson(settings.save(changed));
  say(translate('cli', 'setting_changed', { key, value }));
}
