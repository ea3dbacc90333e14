import type { Command } from 'commander';
import { connectors } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/authentication.ts';
import { accessToken, newAuthentication } from '../../core/authentication-input.ts';
import { UserError } from '../../core/errors.ts';
import { parseInput } from '../../core/parameters.ts';
import { translate } from '../../messages/translate.ts';
import { replaceToken } from '../../operations/replace-token.ts';
import { testAuthentication as test } from '../../operations/test-authentication.ts';
import type { Runtime } from '../../runtime.ts';
import { EXIT, printJson, printLine, say } from '../output.ts';
import { password } from '../password.ts';
import { newTable } from '../table.ts';
import { withRuntime } from '../with-runtime.ts';

export function addAuthentications(program: Command): void {
  program
    .command('auth:create')
    .alias('result:create')
    .description('keep an access token, sealed, under a name; the token is read from standard input or a prompt')
    .argument('<name>', 'name of the authentication')
    .action(createAuthentication);
  program
    .command('auth:replace')
    .description('put another token in the place of one; jobs that its refusal paused go on')
    .argument('<name-or-id>', 'authentication')
    .action(replaceAuthentication);
  program
    .command('auth:list')
    .alias('result:list')
    .description('list the authentications')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withRuntime((runtime) => listAuthentications(runtime, json)));
  program
    .command('auth:show')
    .alias('result:show')
    .description('show an authentication; its token is never shown')
    .argument('<name-or-id>', 'authentication')
    .action((which: string) => withRuntime((runtime) => showAuthentication(runtime, which)));
  program
    .command('auth:delete')
    .alias('result:delete')
    .description('delete an authentication that no job refers to')
    .argument('<name-or-id>', 'authentication')
    .action((which: string) => withRuntime((runtime) => deleteAuthentication(runtime, which)));
  program
    .command('auth:test')
    .description('send one valid test event, which is not recorded')
    .argument('<name-or-id>', 'authentication')
    .requiredOption('--ad-account <id>', 'ad account, or its address in Ads Manager')
    .action((which: string, { adAccount }: { adAccount: string }) =>
      withRuntime((runtime) => testAuthentication(runtime, which, adAccount)),
    );
}

async function createAuthentication(name: string): Promise<void> {
  const [connector] = connectors;
  if (!connector) return;
  const input = parseInput(newAuthentication, { name, access_token: await password('Access token: ') });
  await withRuntime(async (runtime) => {
    const { id } = runtime.authentications.create({
      name: input.name,
      connector: connector.type,
      target: 'live',
      token: input.access_token,
    });
    await printJson({ id, name: input.name });
    say(`Authentication "${input.name}" created, ID ${id}.`);
  });
}

async function replaceAuthentication(which: string): Promise<void> {
  const token = parseInput(accessToken, await password('New access token: '));
  await withRuntime(async (runtime) => {
    const { id, name } = findAuthentication(runtime, which);
    replaceToken(runtime, { id, access_token: token });
    say(`The token of "${name}" is replaced. Jobs that it had paused are queued again.`);
  });
}

async function listAuthentications({ authentications }: Runtime, json = false): Promise<void> {
  const all = authentications.list();
  const jobs = authentications.jobCounts();
  if (json) return printJson(all.map((authentication) => authenticationObject(authentication, jobs)));
  const table = newTable({ head: ['ID', 'Name', 'Type', 'Target', 'Token', 'Jobs', 'Last used'] });
  for (const { id, name, connector, target, tokenHint, lastUsedAt } of all) {
    const lastUsed = lastUsedAt === null ? 'never' : new Date(lastUsedAt).toISOString();
    table.push([id, name, connector, target, `****${tokenHint}`, jobs.get(id) ?? 0, lastUsed]);
  }
  await printLine(
    all.length === 0 ? 'No authentications yet. Make one with: pintd auth:create NAME' : table.toString(),
  );
}

async function showAuthentication(runtime: Runtime, which: string): Promise<void> {
  const found = findAuthentication(runtime, which);
  await printJson(authenticationObject(found, runtime.authentications.jobCounts()));
}

async function deleteAuthentication(runtime: Runtime, which: string): Promise<void> {
  const { id, name } = findAuthentication(runtime, which);
  runtime.authentications.delete(id);
  say(`Authentication "${name}" is deleted.`);
}

function authenticationObject(authentication: Authentication, jobs: ReadonlyMap<number, number>) {
  const { id, name, connector, target, tokenHint, lastUsedAt } = authentication;
  const lastUsed = lastUsedAt === null ? null : new Date(lastUsedAt).toISOString();
  return {
    id,
    name,
    type: connector,
    target,
    token: `****${tokenHint}`,
    jobs: jobs.get(id) ?? 0,
    last_used_at: lastUsed,
  };
}

async function testAuthentication(runtime: Runtime, which: string, adAccount: string): Promise<void> {
  const { id } = findAuthentication(runtime, which);
  const { ok, code, params } = await test(runtime, { id, ad_account_id: adAccount });
  say(translate('connection', code, params));
  await printJson({ ok, code });
  process.exitCode = ok ? EXIT.done : EXIT.refused;
}

/** A name outranks an id, since a name may consist of digits. */
function findAuthentication({ authentications }: Runtime, which: string): Authentication {
  const named = authentications.findByName(which);
  if (named) return named;
  if (/^\d+$/.test(which)) return authentications.get(Number(which));
  throw new UserError('authentication_name_unknown', { name: which });
}
