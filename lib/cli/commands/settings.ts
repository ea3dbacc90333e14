import { Argument, type Command } from 'commander';
import { changeSettings, getSettingDefaults, getSettings } from '../../commands/rows/settings.ts';
import { UserError } from '../../core/errors.ts';
import { SETTING_KEYS, type SettingKey } from '../../core/settings/setting-key.ts';
import { translate } from '../../messages/translate.ts';
import { readPassword } from '../options/read-password.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { withProduct } from '../product/with-product.ts';

const WIDTHS = [24, 30, 20, 66];
const PASSWORD = 'smtp_password';

export function addSettings(program: Command): void {
  program
    .command('settings')
    .description('show the settings that can be changed while the product runs')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withProduct((product) => printSettings(product, json)));
  program
    .command('settings:set')
    .description(`change a setting; every process uses it at once; ${PASSWORD} is read from standard input or a prompt`)
    .addArgument(new Argument('<key>', 'setting').choices([...SETTING_KEYS, PASSWORD]))
    .argument('[value]', 'new value')
    .action((key: SettingKey | typeof PASSWORD, value?: string) =>
      key === PASSWORD ? setPassword(value) : set(key, value),
    );
}

async function printSettings(product: Product, json = false): Promise<void> {
  const values = await product.call(getSettings, {});
  if (json) return printJson(values);
  const defaults = await product.call(getSettingDefaults, {});
  const table = newTable({
    head: ['Setting', 'Value', 'Default', 'What it does'],
    wordWrap: true,
    colWidths: WIDTHS,
  });
  for (const key of SETTING_KEYS) {
    const { initial, min, max } = defaults[key] ?? {};
    const defaultText = min === undefined ? formatValue(initial) : `${initial} (${min} to ${max})`;
    table.push([key, formatValue(values[key]), defaultText, translate('setting-help', key)]);
  }
  await printLine(table);
}

function formatValue(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

async function set(key: SettingKey, value: string | undefined): Promise<void> {
  if (value === undefined) throw new UserError('setting_value_required', { key });
  await withProduct(async (product) => {
    const changed = await product.call(changeSettings, { [key]: value });
    await printJson(changed);
    say(translate('cli', 'setting_changed', { key, value }));
    if (changed.webhook_secret !== undefined) say(translate('cli', 'webhook_secret_once'));
  });
}

async function setPassword(argument: string | undefined): Promise<void> {
  if (argument !== undefined) throw new UserError('secret_on_argv', { key: PASSWORD });
  const secret = await readPassword('Password of the mail server: ');
  await withProduct(async (product) => {
    await product.call(changeSettings, { [PASSWORD]: secret });
    say(translate('cli', secret === '' ? 'secret_forgotten' : 'secret_kept', { key: PASSWORD }));
  });
}
