import type { Command } from 'commander';
import { isoTimeOrNull } from '../../commands/shapes/shape-registry.ts';
import { newApiKey } from '../../core/access/api-key.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { parseId } from '../options/number-arguments.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import { withDataFolder } from '../product/with-product.ts';

/** Keys cannot create keys: creating one takes access to the data folder or the console. */
export function addApiKeys(program: Command): void {
  program
    .command('apikey:create')
    .description('create an API key, and print it once')
    .argument('<name>', 'what it is for')
    .action((name: string) => withDataFolder((runtime) => createApiKey(runtime, name)));
  program
    .command('apikey:list')
    .description('list the API keys')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((runtime) => listApiKeys(runtime, json)));
  program
    .command('apikey:confirm')
    .description('reactivate a key that a restore suspended')
    .argument('[id]', 'key', parseId)
    .option('--all', 'all suspended keys')
    .action((id: number | undefined, { all = false }: { all?: boolean }) =>
      withDataFolder((runtime) => confirmApiKeys(runtime, id, all)),
    );
  program
    .command('apikey:revoke')
    .description('revoke a key, at once and permanently')
    .argument('<id>', 'key', parseId)
    .action((id: number) => withDataFolder((runtime) => revokeApiKey(runtime, id)));
}

async function createApiKey({ apiKeys }: Runtime, given: string): Promise<void> {
  const { name } = parseInput(newApiKey, { name: given });
  const { id, key } = apiKeys.create(name);
  await printLine(key);
  say(translate('cli', 'api_key_once', { id, name }));
}

async function listApiKeys({ apiKeys }: Runtime, json = false): Promise<void> {
  const keys = apiKeys.list().map(({ id, name, createdAt, lastUsedAt, revokedAt, suspendedAt }) => ({
    ...{ id, name, created_at: isoTimeOrNull(createdAt), last_used_at: isoTimeOrNull(lastUsedAt) },
    ...{ revoked_at: isoTimeOrNull(revokedAt), suspended_at: isoTimeOrNull(suspendedAt) },
  }));
  if (json) return printJson(keys);
  const table = newTable({ head: ['ID', 'Name', 'Created', 'Last used', 'Revoked', 'Suspended'] });
  for (const { id, name, created_at, last_used_at, revoked_at, suspended_at } of keys) {
    table.push([id, name, created_at ?? '', last_used_at ?? 'never', revoked_at ?? '', suspended_at ?? '']);
  }
  await printLine(keys.length === 0 ? translate('cli', 'api_keys_none') : table);
}

async function confirmApiKeys({ apiKeys }: Runtime, id: number | undefined, all: boolean): Promise<void> {
  if ((id === undefined) !== all) throw new UserError('api_key_confirm_which');
  const ids = id === undefined ? apiKeys.suspended().map((key) => key.id) : [id];
  for (const each of ids) {
    apiKeys.confirm(each);
    say(translate('cli', 'api_key_confirmed', { id: each }));
  }
  if (ids.length === 0) say(translate('cli', 'api_keys_none_suspended'));
}

async function revokeApiKey({ apiKeys }: Runtime, id: number): Promise<void> {
  apiKeys.revoke(id);
  say(translate('cli', 'api_key_revoked', { id }));
}
