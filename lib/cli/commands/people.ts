import { type Command, Option } from 'commander';
import {
  createOwner,
  invitePerson,
  removeFactors,
  resetPassword,
  viewPeople,
} from '../../commands/console/access/people.ts';
import { isoTimeOrNull } from '../../commands/shapes/shape-registry.ts';
import { ROLES, type Role } from '../../core/access/permission.ts';
import { UserError } from '../../core/errors.ts';
import type { ListedPerson } from '../../core/people/person.ts';
import { translate } from '../../messages/translate.ts';
import { readPassword } from '../options/read-password.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { consoleUrl, withDataFolder } from '../product/with-product.ts';

/** The people who sign in to the console. Access to the data folder is enough, so they can be managed even if nobody can sign in. */
export function addPeople(program: Command): void {
  program
    .command('owner:create')
    .description(
      'create the first person, after which everybody has to sign in; the password is read from standard input or a prompt',
    )
    .argument('<email>', 'address to sign in with')
    .argument('<name>', 'name of the person')
    .action((email: string, name: string) => withDataFolder((product) => create(product, email, name)));
  program
    .command('people:list')
    .description('list the people who can sign in')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((product) => list(product, json)));
  program
    .command('people:invite')
    .description('invite a person: create a link to sign up with, and print it once')
    .argument('<email>', 'address of the person')
    .addOption(new Option('--role <role>', 'what the person may do').choices([...ROLES]).default('operator'))
    .action((email: string, { role }: { role: Role }) => withDataFolder((product) => invite(product, email, role)));
  program
    .command('people:reset')
    .description('create a link with which a person chooses a new password, and print it once')
    .argument('<email>', 'address of the person')
    .action((email: string) => withDataFolder((product) => reset(product, email)));
  program
    .command('people:remove-factors')
    .description('remove authenticator app, passkeys and recovery codes of a person who has lost them')
    .argument('<email>', 'address of the person')
    .action((email: string) => withDataFolder((product) => removeFactorsOf(product, email)));
}

async function create(product: Product, email: string, name: string): Promise<void> {
  const password = await readPassword('Password: ');
  await product.call(createOwner, { email, name, password });
  say(translate('cli', 'owner_created', { email, url: consoleUrl() }));
}

async function list(product: Product, json = false): Promise<void> {
  const people = (await product.call(viewPeople, {})).people.map((person) => ({
    ...{ id: person.id, name: person.name, email: person.email, role: person.role },
    ...{ created_at: isoTimeOrNull(person.createdAt), last_used_at: isoTimeOrNull(person.lastUsedAt) },
    ...{ disabled_at: isoTimeOrNull(person.disabledAt), has_second_factor: person.hasSecondFactor },
    ...{ has_password: person.passwordChangedAt !== null, has_single_sign_on: person.hasIdentity },
  }));
  if (json) return printJson(people);
  const table = newTable({
    head: ['ID', 'Name', 'Email', 'Role', 'Single sign-on', 'Second factor', 'Last active', 'Disabled'],
  });
  for (const { id, name, email, role, last_used_at, disabled_at, ...has } of people) {
    const marks = [has.has_single_sign_on, has.has_second_factor].map((is) => (is ? 'yes' : ''));
    table.push([id, name, email, role, ...marks, last_used_at ?? '', disabled_at ?? '']);
  }
  await printLine(people.length === 0 ? translate('cli', 'people_none') : table);
}

async function invite(product: Product, email: string, role: Role): Promise<void> {
  const { token } = await product.call(invitePerson, { email, role });
  await printLine(linkOf(token));
  say(translate('cli', 'invitation_once', { email, role }));
}

async function reset(product: Product, email: string): Promise<void> {
  const person = await personWith(product, email);
  const { token } = await product.call(resetPassword, { id: person.id });
  await printLine(linkOf(token));
  say(translate('cli', 'reset_once', { email: person.email }));
}

async function removeFactorsOf(product: Product, email: string): Promise<void> {
  const person = await personWith(product, email);
  await product.call(removeFactors, { id: person.id });
  say(translate('cli', 'factors_removed', { email: person.email }));
}

/** Throws UserError `person_not_found`. */
async function personWith(product: Product, email: string): Promise<ListedPerson> {
  const { people } = await product.call(viewPeople, {});
  const person = people.find((each) => each.email === email.trim().toLowerCase());
  if (!person) throw new UserError('person_not_found', { email });
  return person;
}

function linkOf(token: string): string {
  return new URL(`/invitations/${token}`, consoleUrl()).href;
}
