import type { Command } from 'commander';
import {
  giveUpLostSecrets,
  listEncryptionKeys,
  removeUnusedEncryptionKeys,
  rotateEncryptionKeys,
} from '../../commands/console/access/encryption.ts';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import type { StoredSecret } from '../../operations/encryption/rotate-keys.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { withDataFolder } from '../product/with-product.ts';

/** Commands for the keys of the key file, which only a shell on the machine of the data folder may change. */
export function addEncryptionKeys(program: Command): void {
  program
    .command('keys:list')
    .description('list the keys that encrypt access tokens and other secrets, newest first')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((product) => list(product, json)));
  program
    .command('keys:rotate')
    .description(
      'encrypt access tokens and other secrets with a new key, without stopping anything; run again if interrupted',
    )
    .action(() => withDataFolder(rotate));
  program
    .command('keys:remove-unused')
    .description('remove from the key file the older keys that no longer encrypt anything')
    .action(() => withDataFolder(removeUnused));
  program
    .command('keys:give-up-lost')
    .description(
      'give up the secrets whose keys are lost for good, so that the product starts and they can be replaced',
    )
    .requiredOption('-f, --force', 'confirm that no copy of the key file is left')
    .action(() => withDataFolder(giveUpLost, { acceptsLostKeys: true }));
}

async function list(product: Product, json = false): Promise<void> {
  const keys = await product.call(listEncryptionKeys, {});
  if (json) return printJson(keys);
  const table = newTable({ head: ['ID', 'Use', 'Secrets'] });
  for (const { id, encrypts, secrets } of keys) table.push([id, encrypts ? 'encrypts' : 'decrypts', secrets]);
  await printLine(table);
}

async function rotate(product: Product): Promise<void> {
  const { key, isNewKey, encrypted, failed } = await product.call(rotateEncryptionKeys, {});
  if (isNewKey) say(translate('cli', 'keys_rotated', { key, encrypted }));
  else if (failed.length === 0) say(translate('cli', 'keys_rotation_completed', { key, encrypted }));
  if (failed.length > 0) throw new UserError('secrets_damaged', { count: failed.length, secrets: failed.map(nameOf) });
}

/** What a damaged secret is, and the command that replaces it. */
function nameOf({ table, id: [first = '', key = ''] }: StoredSecret): string {
  return translate('cli', `damaged_${table}`, { id: String(first), key: String(key) });
}

async function giveUpLost(product: Product): Promise<void> {
  const lost = await product.call(giveUpLostSecrets, {});
  if (lost.length === 0) return say(translate('cli', 'secrets_none_lost'));
  say(translate('cli', 'secrets_given_up', { count: lost.length, secrets: lost.map(nameOf) }));
}

async function removeUnused(product: Product): Promise<void> {
  const ids = await product.call(removeUnusedEncryptionKeys, {});
  for (const id of ids) say(translate('cli', 'key_removed', { id }));
  if (ids.length === 0) say(translate('cli', 'keys_all_used'));
}
