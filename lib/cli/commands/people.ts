import { type Command, Option } from 'commander';
import {
  createOwner,
  invitePerson,
  mailInvitation,
  removeFactors,
  resetPassword,
  viewPeople,
} from '../../commands/console/access/people.ts';
import { isoTimeOrNull } from '../../commands/shapes/shape-registry.ts';
import { ROLES, type Role } from '../../core/access/permission.ts';
import { UserError } from '../../core/errors.ts';
import { invitationPath, type ListedPerson } from '../../core/people/person.ts';
import { LOCALES, type Locale } from '../../messages/locale.ts';
import { translate } from '../../messages/translate.ts';
import type { InvitationLink } from '../../operations/people/manage-people.ts';
import { readPassword } from '../options/read-password.ts';
import { printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { consoleUrl, withDataFolder } from '../product/with-product.ts';

interface MailFlags {
  readonly mail?: boolean;
  readonly language: Locale;
}

const MAIL_HELP = 'also mail the link to this address, through the mail server in the settings';
const languageOption = () =>
  new Option('--language <language>', 'language of the email').choices([...LOCALES]).default('en' satisfies Locale);

/**
 * Commands for the people who sign in to the console. The commands need only access to the data folder, so they work
 * even if no one can sign in.
 */
export function addPeople(program: Command): void {
  program
    .command('owner:create')
    .description(
      'create the first person, after which everybody has to sign in; the password is read from standard input or a prompt',
    )
    .argument('<email>', 'email address to sign in with')
    .argument('<name>', 'name of the person')
    .action((email: string, name: string) => withDataFolder((product) => create(product, email, name)));
  program
    .command('people:list')
    .description('list the people, including those who are disabled')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withDataFolder((product) => list(product, json)));
  program
    .command('people:invite')
    .description('invite a person: create a link to sign up with, and print it once')
    .argument('<email>', "the person's email address")
    .addOption(new Option('--role <role>', 'what the person may do').choices([...ROLES]).default('operator'))
    .option('--mail', MAIL_HELP)
    .addOption(languageOption())
    .action((email: string, { role, ...mail }: { role: Role } & MailFlags) =>
      withDataFolder((product) => invite(product, { email, role }, mail)),
    );
  program
    .command('people:reset')
    .description('create a link with which a person chooses a new password, and print it once')
    .argument('<email>', "the person's email address")
    .option('--mail', MAIL_HELP)
    .addOption(languageOption())
    .action((email: string, mail: MailFlags) => withDataFolder((product) => reset(product, email, mail)));
  program
    .command('people:remove-factors')
    .description('remove the authenticator app, passkeys and recovery codes of a person who has lost them')
    .argument('<email>', "the person's email address")
    .action((email: string) => withDataFolder((product) => removeFactorsOf(product, email)));
}

async function create(product: Product, email: string, name: string): Promise<void> {
  const password = await readPassword('Password: ');
  await product.call(createOwner, { email, name, password });
  say(translate('cli', 'owner_created', { email, url: consoleUrl() }));
}

async function list(product: Product, json = false): Promise<void> {
  const people = (await product.call(viewPeople, {})).people.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    created_at: isoTimeOrNull(person.createdAt),
    last_used_at: isoTimeOrNull(person.lastUsedAt),
    disabled_at: isoTimeOrNull(person.disabledAt),
    has_second_factor: person.factors.length > 0,
    second_factors: [...person.factors],
    has_password: person.passwordChangedAt !== null,
    has_single_sign_on: person.hasIdentity,
  }));
  if (json) return printJson(people);
  const table = newTable({
    head: ['ID', 'Name', 'Email', 'Role', 'Single sign-on', 'Second factor', 'Last active', 'Disabled'],
  });
  for (const { id, name, email, role, second_factors, has_single_sign_on, last_used_at, disabled_at } of people) {
    const factors = second_factors.map((factor) => translate('cli', `factor_${factor}`)).join(', ');
    const usesSso = has_single_sign_on ? 'yes' : '';
    table.push([id, name, email, role, usesSso, factors, last_used_at ?? '', disabled_at ?? '']);
  }
  await printLine(people.length === 0 ? translate('cli', 'people_none') : table);
}

async function invite(product: Product, invited: { email: string; role: Role }, mail: MailFlags): Promise<void> {
  const link = await product.call(invitePerson, invited);
  await printLine(linkOf(link.token));
  say(translate('cli', 'invitation_once', invited));
  await mailLink(product, link, mail);
}

async function reset(product: Product, email: string, mail: MailFlags): Promise<void> {
  const person = await personWith(product, email);
  const link = await product.call(resetPassword, { id: person.id });
  await printLine(linkOf(link.token));
  say(translate('cli', 'reset_once', { email: person.email }));
  await mailLink(product, link, mail);
}

/** Called after the link is printed, so that the link is not lost if it cannot be mailed. */
async function mailLink(product: Product, { id, token }: InvitationLink, { mail, language }: MailFlags): Promise<void> {
  if (!mail) return;
  const { email } = await product.call(mailInvitation, { id, token, locale: language });
  say(translate('cli', 'link_mailed', { email }));
}

async function removeFactorsOf(product: Product, email: string): Promise<void> {
  const person = await personWith(product, email);
  await product.call(removeFactors, { id: person.id });
  say(translate('cli', 'factors_removed', { email: person.email }));
}

/** Throws UserError `person_not_found`. */
async function personWith(product: Product, email: string): Promise<ListedPerson> {
  const { people } = await product.call(viewPeople, {});
  const person = people.find((listed) => listed.email === email.trim().toLowerCase());
  if (!person) throw new UserError('person_not_found', { email });
  return person;
}

function linkOf(token: string): string {
  return new URL(invitationPath(token), consoleUrl()).href;
}
