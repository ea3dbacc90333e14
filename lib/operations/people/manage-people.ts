import { type ApiKey, refusalOfKey } from '../../core/access/api-key.ts';
import type { Actor, Role } from '../../core/access/permission.ts';
import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import {
  type Invitation,
  type ListedPerson,
  mayManage,
  mayRemoveFactors,
  type Person,
} from '../../core/people/person.ts';
import type { Factor } from '../../core/people/second-factor.ts';

export interface ManagePeopleOptions {
  readonly people: {
    list(): Promise<readonly Person[]>;
    get(id: number): Promise<Person>;
    setRole(id: number, role: Role): Promise<void>;
    disable(id: number): Promise<void>;
    enable(id: number): Promise<void>;
  };
  readonly sessions: { lastUses(): Promise<ReadonlyMap<number, number>> };
  readonly secondFactors: {
    factorsOfPeople(): Promise<ReadonlyMap<number, readonly Factor[]>>;
    removeAll(person: number): Promise<void>;
  };
  readonly invitations: {
    list(): Promise<readonly Invitation[]>;
    get(id: number): Promise<Invitation>;
    withdraw(id: number): Promise<void>;
    create(invitation: {
      readonly email: string;
      readonly role: Role;
      readonly invitedBy: string;
      readonly inviter?: number | undefined;
      readonly person?: number;
    }): Promise<InvitationLink>;
  };
}

/** A link that the inviter passes on to the person. */
export interface InvitationLink {
  readonly id: number;
  readonly token: string;
  readonly expiresAt: number;
}

interface ListPeopleOptions extends ManagePeopleOptions {
  readonly identities: { peopleOf(issuer: string): Promise<ReadonlySet<number>> };
  readonly apiKeys: { list(): Promise<readonly ApiKey[]> };
  readonly clock: Clock;
}

/** All people as an actor sees them, and the open invitations. `issuer` identifies the identity provider. */
export async function listPeople(
  { people, sessions, invitations, secondFactors, identities, apiKeys, clock }: ListPeopleOptions,
  issuer: string | undefined,
  actor: Actor,
) {
  const lastUses = await sessions.lastUses();
  const factors = await secondFactors.factorsOfPeople();
  const peopleWithIdentity = issuer === undefined ? new Set<number>() : await identities.peopleOf(issuer);
  const now = clock.now();
  const activeKeys = (await apiKeys.list()).filter((key) => isActiveKey(key, now));
  const listedPeople = (await people.list()).map((person): ListedPerson => {
    const isSelf = isSelfOf(actor, person.id);
    const mayChange = !isSelf && mayManage(actor, person.role);
    return {
      ...person,
      lastUsedAt: lastUses.get(person.id) ?? null,
      isSelf,
      mayChange,
      factors: factors.get(person.id) ?? [],
      hasIdentity: peopleWithIdentity.has(person.id),
      mayRemoveFactors: !isSelf && mayRemoveFactors(actor, person.role),
      activeKeys: activeKeys.flatMap(({ id, name, creator }) => (creator?.id === person.id ? { id, name } : [])),
    };
  });
  return { people: listedPeople, invitations: await invitations.list(), isOwner: actor.role === 'owner' };
}

/** Whether a key is neither revoked nor expired. */
function isActiveKey(key: ApiKey, now: number): boolean {
  const refusal = refusalOfKey(key, now);
  return refusal !== 'wrong' && refusal !== 'expired';
}

/**
 * Invites a new person, and replaces an earlier invitation to the same address. Throws UserError `email_taken` or
 * `role_above`.
 */
export async function invitePerson(
  { email, role }: Pick<Invitation, 'email' | 'role'>,
  actor: Actor,
  { people, invitations }: ManagePeopleOptions,
): Promise<InvitationLink> {
  refuseAbove(actor, role);
  const earlier = (await invitations.list()).find((invitation) => invitation.email === email);
  if (earlier) refuseAbove(actor, earlier.role);
  return invitations.create({ email, role, ...(await inviterOf(actor, people)) });
}

/**
 * Replaces the link of an invitation; the old one stops working. Throws UserError `invitation_unknown`, `role_above`,
 * or `email_taken` if the person has joined through the identity provider.
 */
export async function renewInvitation(
  id: number,
  actor: Actor,
  { people, invitations }: ManagePeopleOptions,
): Promise<InvitationLink> {
  const { email, role, person } = await invitations.get(id);
  refuseAbove(actor, role);
  return invitations.create({ email, role, ...(await inviterOf(actor, people)), ...(person !== null && { person }) });
}

/** A link with which a person chooses a new password. Throws UserError `person_unknown` or `role_above`. */
export async function resetPassword(
  id: number,
  actor: Actor,
  { people, invitations }: ManagePeopleOptions,
): Promise<InvitationLink> {
  const { email, role } = await people.get(id);
  refuseAbove(actor, role);
  return invitations.create({ email, role, person: id, ...(await inviterOf(actor, people)) });
}

/** Throws UserError `invitation_unknown` or `role_above`. */
export async function withdrawInvitation(
  id: number,
  actor: Actor,
  { invitations }: ManagePeopleOptions,
): Promise<void> {
  refuseAbove(actor, (await invitations.get(id)).role);
  await invitations.withdraw(id);
}

/** Throws UserError `person_unknown`, `person_self`, `role_above` or `last_owner`. */
export async function changeRole(
  { id, role }: { id: number; role: Role },
  actor: Actor,
  options: ManagePeopleOptions,
): Promise<void> {
  await refuseChange(id, actor, options);
  refuseAbove(actor, role);
  await options.people.setRole(id, role);
}

/** Throws UserError `person_unknown`, `person_self`, `role_above` or `last_owner`. */
export async function disablePerson(id: number, actor: Actor, options: ManagePeopleOptions): Promise<void> {
  await refuseChange(id, actor, options);
  await options.people.disable(id);
}

/** Throws UserError `person_unknown`, `person_self` or `role_above`. */
export async function enablePerson(id: number, actor: Actor, options: ManagePeopleOptions): Promise<void> {
  await refuseChange(id, actor, options);
  await options.people.enable(id);
}

/**
 * Removes the second factors of a person who has lost them; the password alone is then enough. Throws UserError
 * `person_unknown`, `person_self` or `factors_of_equal`.
 */
export async function removeFactors(
  id: number,
  actor: Actor,
  { people, secondFactors }: ManagePeopleOptions,
): Promise<void> {
  if (isSelfOf(actor, id)) throw new UserError('person_self');
  const { role } = await people.get(id);
  if (!mayRemoveFactors(actor, role)) throw new UserError('factors_of_equal', { role });
  await secondFactors.removeAll(id);
}

/** People cannot lock themselves out or change people of a higher role. */
async function refuseChange(id: number, actor: Actor, { people }: ManagePeopleOptions): Promise<void> {
  if (isSelfOf(actor, id)) throw new UserError('person_self');
  refuseAbove(actor, (await people.get(id)).role);
}

function refuseAbove(actor: Actor, role: Role): void {
  if (!mayManage(actor, role)) throw new UserError('role_above', { role, own: actor.role });
}

function isSelfOf({ kind, id }: Actor, person: number): boolean {
  return kind === 'person' && id === String(person);
}

async function inviterOf(actor: Actor, people: Pick<ManagePeopleOptions['people'], 'list'>) {
  const person = (await people.list()).find(({ id }) => isSelfOf(actor, id));
  return { invitedBy: person?.name ?? actor.kind, inviter: person?.id };
}
