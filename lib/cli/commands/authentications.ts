import type { Command } from 'commander';
import {
  archiveAuthentication as archive,
  deleteAuthentication,
  listAuthentications as list,
  replaceToken,
  restoreAuthentication as restore,
  testAuthentication as test,
} from '../../commands/rows/authentications/authentications.ts';
import { createAuthentication as create } from '../../commands/rows/authentications/new-authentication.ts';
import { accessToken, newAuthentication } from '../../core/access/authentication-input.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { commandIo } from '../invocation.ts';
import { findAuthentication } from '../options/find-authentication.ts';
import { readPassword } from '../options/read-password.ts';
import { readSavedResult } from '../options/target.ts';
import { EXIT, printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import { itemsOf, type Product } from '../product/product.ts';
import { withProduct } from '../product/with-product.ts';

export function addAuthentications(program: Command): void {
  program
    .command('auth:create')
    .alias('result:create')
    .description(
      'save an access token, encrypted, under a name; the token is read from standard input or a prompt, unless [result] contains it',
    )
    .argument('<name>', 'name of the authentication')
    .argument('[result]', 'export parameters used when --result is this name: JSON, or @FILE with it')
    .action(createAuthentication);
  program
    .command('auth:replace')
    .description('replace the token; jobs paused because the old one was refused are queued again')
    .argument('<name-or-id>', 'authentication')
    .action(replaceAuthentication);
  program
    .command('auth:list')
    .alias('result:list')
    .description('list the authentications')
    .option('--archived', 'list the archived ones')
    .option('--json', 'print an array')
    .action((options: ListOptions) => withProduct((product) => listAuthentications(product, options)));
  program
    .command('auth:show')
    .alias('result:show')
    .description('show an authentication; its token is never shown')
    .argument('<name-or-id>', 'authentication')
    .action((nameOrId: string) => withProduct((product) => showAuthentication(product, nameOrId)));
  program
    .command('auth:archive')
    .description('archive an authentication: keep it for its jobs, and do not offer it for new ones')
    .argument('<name-or-id>', 'authentication')
    .action((nameOrId: string) => withProduct((product) => archiveAuthentication(product, nameOrId)));
  program
    .command('auth:restore')
    .description('restore an archived authentication')
    .argument('<name-or-id>', 'authentication')
    .action((nameOrId: string) => withProduct((product) => restoreAuthentication(product, nameOrId)));
  program
    .command('auth:delete')
    .alias('result:delete')
    .description('delete an authentication that no job, saved query or activation uses')
    .argument('<name-or-id>', 'authentication')
    .action((nameOrId: string) => withProduct((product) => removeAuthentication(product, nameOrId)));
  program
    .command('auth:test')
    .description('send one valid test event, which is not counted')
    .argument('<name-or-id>', 'authentication')
    .option('--ad-account <id>', 'ad account ID, or its URL in Ads Manager; needed unless it is saved with the token')
    .action((nameOrId: string, { adAccount }: { adAccount?: string }) =>
      withProduct((product) => testAuthentication(product, nameOrId, adAccount)),
    );
}

async function createAuthentication(name: string, result: string | undefined): Promise<void> {
  const { token, ...resultFields } = result === undefined ? {} : await readSavedResult(result);
  const access_token = token ?? (await readPassword('Access token: '));
  const input = parseInput(newAuthentication, { name, access_token });
  await withProduct(async (product) => {
    const { id } = await product.call(create, { ...input, ...resultFields });
    await printJson({ id, name: input.name });
    say(`Authentication "${input.name}" created, ID ${id}.`);
  });
}

async function replaceAuthentication(nameOrId: string): Promise<void> {
  const token = parseInput(accessToken, await readPassword('New access token: '));
  await withProduct(async (product) => {
    const { id, name } = await findAuthentication(product, nameOrId);
    await product.call(replaceToken, { authentication: id, access_token: token });
    say(`The token of "${name}" is replaced. Jobs that were paused for it are queued again.`);
  });
}

interface ListOptions {
  readonly archived?: boolean;
  readonly json?: boolean;
}

async function listAuthentications(product: Product, { archived = false, json = false }: ListOptions): Promise<void> {
  const all = await Array.fromAsync(itemsOf((page) => product.call(list, { ...page, archived })));
  if (json) return printJson(all);
  const table = newTable({ head: ['ID', 'Name', 'Type', 'Target', 'Token', 'Jobs', 'Last used'] });
  for (const { id, name, type, target, token, jobs, last_used_at } of all) {
    table.push([id, name, type, target, token, jobs, last_used_at ?? 'never']);
  }
  const none = archived
    ? 'No authentications are archived.'
    : 'No authentications yet. Create one with: pintd auth:create NAME';
  await printLine(all.length === 0 ? none : table);
}

async function showAuthentication(product: Product, nameOrId: string): Promise<void> {
  await printJson(await findAuthentication(product, nameOrId));
}

async function archiveAuthentication(product: Product, nameOrId: string): Promise<void> {
  const { id, name } = await findAuthentication(product, nameOrId);
  await product.call(archive, { authentication: id });
  say(`Authentication "${name}" is archived. Restore it with: pintd auth:restore ${id}`);
}

async function restoreAuthentication(product: Product, nameOrId: string): Promise<void> {
  const { id, name } = await findAuthentication(product, nameOrId);
  await product.call(restore, { authentication: id });
  say(`Authentication "${name}" is restored.`);
}

async function removeAuthentication(product: Product, nameOrId: string): Promise<void> {
  const { id, name } = await findAuthentication(product, nameOrId);
  await product.call(deleteAuthentication, { authentication: id });
  say(`Authentication "${name}" is deleted.`);
}

async function testAuthentication(product: Product, nameOrId: string, adAccount?: string): Promise<void> {
  const { id, parameters } = await findAuthentication(product, nameOrId);
  const account = adAccount ?? parameters?.['ad_account_id'];
  if (typeof account !== 'string') throw new UserError('ad_account_id_required');
  const { ok, code, message } = await product.call(test, { authentication: id, ad_account_id: account });
  say(message);
  await printJson({ ok, code });
  commandIo().exitCode = ok ? EXIT.done : EXIT.refused;
}
