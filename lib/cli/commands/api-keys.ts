import type { Command } from 'commander';
import { isoTimeOrNull } from '../../api/shapes/named.ts';
import { newApiKey } from '../../core/api-key.ts';
import { parseInput } from '../../core/parameters.ts';
import { translate } from '../../messages/translate.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { printJson, printLine, say } from '../output.ts';
import { newTable } from '../table.ts';
import { withDataFolder } from '../with-product.ts';

/** A key makes no keys: whoever may make one has the data folder, or the console. */
export function addApiKeys(program: Command): void {
  program
    .command('apikey:create')
    .description('make a key of the HTTP API, and print it this once')
    .argument('<name>', 'what it is for')
    .action((name: string) => withDataFolder((runtime) => createApiKey(runtime, name)));
  program
    .command('apikey:list')
    .description('list the keys of the HTTP API')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((runtime) => listApiKeys(runtime, json)));
  program
    .command('apikey:revoke')
    .description('make a key void, at once and for good')
    .argument('<id>', 'key', identifier)
    .action((id: number) => withDataFolder((runtime) => revokeApiKey(runtime, id)));
}

async function createApiKey({ apiKeys }: Runtime, given: string): Promise<void> {
  const { name } = parseInput(newApiKey, { name: given });
  const { id, key } = apiKeys.create(name);
  await printLine(key);
  say(translate('cli', 'api_key_once', { id, name }));
}

async function listApiKeys({ apiKeys }: Runtime, json = false): Promise<void> {
  const keys = apiKeys.list().map(({ id, name, createdAt, lastUsedAt, revokedAt }) => ({
    ...{ id, name, created_at: isoTimeOrNull(createdAt) },
    ...{ last_used_at: isoTimeOrNull(lastUsedAt), revoked_at: isoTimeOrNull(revokedAt) },
  }));
  if (json) return printJson(keys);
  const table = newTable({ head: ['ID', 'Name', 'Created', 'Last used', 'Revoked'] });
  for (const { id, name, created_at, last_used_at, revoked_at } of keys) {
    table.push([id, name, created_at ?? '', last_used_at ?? 'never', revoked_at ?? '']);
  }
  await printLine(keys.length === 0 ? translate('cli', 'api_keys_none') : table.toString());
}

async function revokeApiKey({ apiKeys }: Runtime, id: number): Promise<void> {
  apiKeys.revoke(id);
  say(translate('cli', 'api_key_revoked', { id }));
}
