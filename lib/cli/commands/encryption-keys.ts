import type { Command } from 'commander';
import {
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

async function removeUnused(product: Product): Promise<void> {
  const ids = await product.call(removeUnusedEncryptionKeys, {});
  for (const id of ids) say(translate('cli', 'key_removed', { id }));
  if (ids.length === 0) say(translate('cli', 'keys_all_used'));
}
