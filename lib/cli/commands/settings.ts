import { Argument, type Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { INITIAL_MAIL, smtpPassword } from '../../core/mail-settings.ts';
import { INITIAL_NOTIFICATIONS } from '../../core/notification-settings.ts';
import { parseInput } from '../../core/parameters.ts';
import type { AnySettingKey } from '../../core/setting-key.ts';
import { type SettingKey, settingBounds } from '../../core/settings.ts';
import { messagesOf, translate } from '../../messages/translate.ts';
import type { Runtime } from '../../runtime.ts';
import { changePassword, changeSetting } from '../change-setting.ts';
import { printJson, printLine, say } from '../output.ts';
import { password } from '../password.ts';
import { newTable } from '../table.ts';
import { withRuntime } from '../with-runtime.ts';

const WIDTHS = [24, 30, 20, 66];
const KEYS = Object.keys(messagesOf('setting-help')) as AnySettingKey[];
const PASSWORD = 'smtp_password';

export function addSettings(program: Command): void {
  program
    .command('settings')
    .description('show what can be changed while the product runs')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withRuntime((runtime) => printSettings(runtime, json)));
  program
    .command('settings:set')
    .description(
      `change a setting; it holds at once, in every process. ${PASSWORD} is read from standard input or a prompt`,
    )
    .addArgument(new Argument('<key>', 'setting').choices([...KEYS, PASSWORD]))
    .argument('[value]', 'its new value')
    .action((key: AnySettingKey | typeof PASSWORD, value?: string) =>
      key === PASSWORD ? setPassword(value) : set(key, value),
    );
}

function inForce({ settings, secrets }: Runtime) {
  const isSet = (name: 'smtp_password' | 'webhook_secret') => secrets.keptSince(name) !== undefined;
  return {
    ...{ ...settings.current(), ...settings.mail(), ...settings.notifications() },
    ...{ smtp_password_set: isSet('smtp_password'), webhook_secret_set: isSet('webhook_secret') },
  };
}

async function printSettings(runtime: Runtime, json = false): Promise<void> {
  const values = inForce(runtime);
  if (json) return printJson(values);
  const bounds = settingBounds(runtime.settings.ceilings);
  const initial: Readonly<Record<string, unknown>> = { ...INITIAL_MAIL, ...INITIAL_NOTIFICATIONS };
  const table = newTable({
    head: ['Setting', 'Value', 'Default', 'What it does'],
    wordWrap: true,
    colWidths: WIDTHS,
  });
  for (const key of KEYS) {
    const range = bounds[key as SettingKey];
    const usual = range ? `${range.initial} (${range.min} to ${range.max})` : shown(initial[key]);
    table.push([key, shown(values[key]), usual, translate('setting-help', key)]);
  }
  await printLine(table.toString());
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

async function set(key: AnySettingKey, value: string | undefined): Promise<void> {
  if (value === undefined) throw new UserError('setting_value_required', { key });
  await withRuntime(async (runtime) => {
    const { secret } = changeSetting(runtime, key, value);
    await printJson({ ...inForce(runtime), ...(secret !== null && { webhook_secret: secret }) });
    say(translate('cli', 'setting_changed', { key, value }));
    if (secret !== null) say(translate('cli', 'webhook_secret_once'));
  });
}

async function setPassword(given: string | undefined): Promise<void> {
  if (given !== undefined) throw new UserError('secret_on_argv', { key: PASSWORD });
  const secret = parseInput(smtpPassword, await password('Password of the mail server: '));
  await withRuntime(async (runtime) => {
    changePassword(runtime, secret);
    say(translate('cli', secret === '' ? 'secret_forgotten' : 'secret_kept', { key: PASSWORD }));
  });
}
