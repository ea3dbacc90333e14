import type { Command } from 'commander';
import {
  confirmApiKey,
  confirmSuspendedApiKeys,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../commands/console/keys.ts';
import { isoTimeOrNull } from '../../commands/shapes/shape-registry.ts';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import { parseId } from '../options/number-arguments.ts';
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
    .action((name: string) => withDataFolder((product) => create(product, name)));
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

async function create(product: Product, given: string): Promise<void> {
  const { id, key, name } = await product.call(createApiKey, { name: given });
  await printLine(key);
  say(translate('cli', 'api_key_once', { id, name }));
}

async function list(product: Product, json = false): Promise<void> {
  const keys = (await product.call(listApiKeys, {})).map(
    ({ id, name, createdAt, lastUsedAt, revokedAt, suspendedAt }) => ({
      ...{ id, name, created_at: isoTimeOrNull(createdAt), last_used_at: isoTimeOrNull(lastUsedAt) },
      ...{ revoked_at: isoTimeOrNull(revokedAt), suspended_at: isoTimeOrNull(suspendedAt) },
    }),
  );
  if (json) return printJson(keys);
  const table = newTable({ head: ['ID', 'Name', 'Created', 'Last used', 'Revoked', 'Suspended'] });
  for (const { id, name, created_at, last_used_at, revoked_at, suspended_at } of keys) {
    table.push([id, name, created_at ?? '', last_used_at ?? 'never', revoked_at ?? '', suspended_at ?? '']);
  }
  await printLine(keys.length === 0 ? translate('cli', 'api_keys_none') : table);
}

async function confirm(product: Product, id: number | undefined, all: boolean): Promise<void> {
  if ((id === undefined) !== all) throw new UserError('api_key_confirm_which');
  if (id !== undefined) await product.call(confirmApiKey, { id });
  const ids = id === undefined ? await product.call(confirmSuspendedApiKeys, {}) : [id];
  for (const each of ids) say(translate('cli', 'api_key_confirmed', { id: each }));
  if (ids.length === 0) say(translate('cli', 'api_keys_none_suspended'));
}

async function revoke(product: Product, id: number): Promise<void> {
  await product.call(revokeApiKey, { id });
  say(translate('cli', 'api_key_revoked', { id }));
}
