import { type Command, Option } from 'commander';
import type { InputOf } from '../../commands/command.ts';
import {
  confirmApiKey,
  confirmSuspendedApiKeys,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from '../../commands/console/access/keys.ts';
import { isoTimeOrNull } from '../../commands/shapes/shape-registry.ts';
import { KEY_ROLES, type KeyRole } from '../../core/access/api-key.ts';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import { parseId, parseWholeNumber } from '../options/number-arguments.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { withDataFolder } from '../product/with-product.ts';

/** Keys cannot create keys: creating one takes access to the data folder or the console. */
export function addApiKeys(program: Command): void {
  program
    .command('apikey:create')
    .description('create an API key, and print it once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices([...KEY_ROLES]).default('admin'))
    .option('--days <number>', 'days until it expires', parseId)
    .action((name: string, options: { role: KeyRole; days?: number }) =>
      withDataFolder((product) => create(product, { name, ...options })),
    );
  program
    .command('apikey:rotate')
    .description('rotate a key: create a new one, and print it once; the old one still works for --hours')
    .argument('<id>', 'key', parseId)
    .option(
      '--hours <number>',
      'hours until the old key stops working, unless it expires earlier',
      parseWholeNumber,
      24,
    )
    .action((id: number, { hours }: { hours: number }) => withDataFolder((product) => rotate(product, id, hours)));
  program
    .command('apikey:list')
    .description('list the API keys')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((product) => list(product, json)));
  program
    .command('apikey:confirm')
    .description('reactivate a key that a restore suspended')
    .argument('[id]', 'key', parseId)
    .option('--all', 'all suspended keys')
    .action((id: number | undefined, { all = false }: { all?: boolean }) =>
      withDataFolder((product) => confirm(product, id, all)),
    );
  program
    .command('apikey:revoke')
    .description('revoke a key, at once and permanently')
    .argument('<id>', 'key', parseId)
    .action((id: number) => withDataFolder((product) => revoke(product, id)));
}

async function create(product: Product, input: InputOf<typeof createApiKey>): Promise<void> {
  const { id, key, name } = await product.call(createApiKey, input);
  await printLine(key);
  say(translate('cli', 'api_key_once', { id, name }));
}

async function rotate(product: Product, old: number, hours: number): Promise<void> {
  const { id, key } = await product.call(rotateApiKey, { id: old, hours });
  await printLine(key);
  say(translate('cli', 'api_key_rotated', { id, old, hours }));
}

async function list(product: Product, json = false): Promise<void> {
  const keys = (await product.call(listApiKeys, {})).map(
    ({ id, name, role, createdAt, lastUsedAt, expiresAt, revokedAt, suspendedAt, creator }) => ({
      id,
      name,
      role,
      created_at: isoTimeOrNull(createdAt),
      last_used_at: isoTimeOrNull(lastUsedAt),
      expires_at: isoTimeOrNull(expiresAt),
      revoked_at: isoTimeOrNull(revokedAt),
      suspended_at: isoTimeOrNull(suspendedAt),
      created_by: creator?.name ?? null,
    }),
  );
  if (json) return printJson(keys);
  const table = newTable({ head: ['ID', 'Name', 'Role', 'Created', 'Last used', 'Expires', 'Revoked', 'Suspended'] });
  for (const key of keys) {
    const { id, name, role, created_at, last_used_at, expires_at, revoked_at, suspended_at } = key;
    table.push([
      id,
      name,
      role,
      created_at ?? '',
      last_used_at ?? 'never',
      expires_at ?? 'never',
      revoked_at ?? '',
      suspended_at ?? '',
    ]);
  }
  await printLine(keys.length === 0 ? translate('cli', 'api_keys_none') : table);
}

async function confirm(product: Product, id: number | undefined, all: boolean): Promise<void> {
  const hasId = id !== undefined;
  if (hasId === all) throw new UserError('api_key_confirm_which');
  if (hasId) await product.call(confirmApiKey, { id });
  const confirmed = hasId ? [id] : await product.call(confirmSuspendedApiKeys, {});
  for (const confirmedId of confirmed) say(translate('cli', 'api_key_confirmed', { id: confirmedId }));
  if (confirmed.length === 0) say(translate('cli', 'api_keys_none_suspended'));
}

async function revoke(product: Product, id: number): Promise<void> {
  await product.call(revokeApiKey, { id });
  say(translate('cli', 'api_key_revoked', { id }));
}
