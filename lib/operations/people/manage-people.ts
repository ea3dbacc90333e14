import type { Actor, Role } from '../../core/access/permission.ts';
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
    list(): readonly Person[];
    get(id: number): Person;
    setRole(id: number, role: Role): void;
    disable(id: number): void;
    enable(id: number): void;
  };
  readonly sessions: { lastUses(): ReadonlyMap<number, number> };
  readonly secondFactors: {
    factorsOfPeople(): ReadonlyMap<number, readonly Factor[]>;
    removeAll(person: number): void;
  };
  readonly invitations: {
    list(): readonly Invitation[];
    get(id: number): Invitation;
    withdraw(id: number): void;
    create(invitation: {
      readonly email: string;
      readonly role: Role;
      readonly invitedBy: string;
      readonly inviter?: number | undefined;
      readonly person?: number;
    }): InvitationLink;
  };
}

/** A link to hand over. */
export interface InvitationLink {
  readonly id: number;
  readonly token: string;
  readonly expiresAt: number;
}

interface ListPeopleOptions extends ManagePeopleOptions {
  readonly identities: { peopleOf(issuer: string): ReadonlySet<number> };
}

/** All people as an actor sees them, and the open invitations. `issuer`: the identity provider. */
export function listPeople(
  { people, sessions, invitations, secondFactors, identities }: ListPeopleOptions,
  issuer: string | undefined,
  actor: Actor,
) {
  const [lastUses, factors] = [sessions.lastUses(), secondFactors.factorsOfPeople()];
  const withIdentity = issuer === undefined ? new Set<number>() : identities.peopleOf(issuer);
  const listed = people.list().map((person): ListedPerson => {
    const isSelf = isSelfOf(actor, person.id);
    const mayChange = !isSelf && mayManage(actor, person.role);
    return {
      ...{ ...person, lastUsedAt: lastUses.get(person.id) ?? null, isSelf, mayChange },
      ...{
        factors: factors.get(person.id) ?? [],
        hasIdentity: withIdentity.has(person.id),
        mayRemoveFactors: !isSelf && mayRemoveFactors(actor, person.role),
      },
    };
  });
  return { people: listed, invitations: invitations.list(), isOwner: actor.role === 'owner' };
}

/** Invites a new person, instead of an earlier invitation of the address. Throws UserError `email_taken` or `role_above`. */
export function invitePerson(
  { email, role }: Pick<Invitation, 'email' | 'role'>,
  actor: Actor,
  { people, invitations }: ManagePeopleOptions,
): InvitationLink {
  refuseAbove(actor, role);
  const earlier = invitations.list().find((each) => each.email === email);
  if (earlier) refuseAbove(actor, earlier.role);
  return invitations.create({ email, role, ...inviterOf(actor, people) });
}

/** A new link instead of that of an invitation, whose old link ends. Throws UserError `invitation_unknown` or `role_above`. */
export function renewInvitation(
  id: number,
  actor: Actor,
  { people, invitations }: ManagePeopleOptions,
): InvitationLink {
  const { email, role, person } = invitations.get(id);
  refuseAbove(actor, role);
  return invitations.create({ email, role, ...inviterOf(actor, people), ...(person !== null && { person }) });
}

/** A link with which a person chooses a new password. Throws UserError `person_unknown` or `role_above`. */
export function resetPassword(id: number, actor: Actor, { people, invitations }: ManagePeopleOptions): InvitationLink {
  const { email, role } = people.get(id);
  refuseAbove(actor, role);
  return invitations.create({ email, role, person: id, ...inviterOf(actor, people) });
}

/** Throws UserError `invitation_unknown` or `role_above`. */
export function withdrawInvitation(id: number, actor: Actor, { invitations }: ManagePeopleOptions): void {
  refuseAbove(actor, invitations.get(id).role);
  invitations.withdraw(id);
}

/** Throws UserError `person_unknown`, `person_self`, `role_above` or `last_owner`. */
export function changeRole({ id, role }: { id: number; role: Role }, actor: Actor, options: ManagePeopleOptions): void {
  refuseChange(id, actor, options);
  refuseAbove(actor, role);
  options.people.setRole(id, role);
}

/** Throws UserError `person_unknown`, `person_self`, `role_above` or `last_owner`. */
export function disablePerson(id: number, actor: Actor, options: ManagePeopleOptions): void {
  refuseChange(id, actor, options);
  options.people.disable(id);
}

/** Throws UserError `person_unknown` or `role_above`. */
export function enablePerson(id: number, actor: Actor, options: ManagePeopleOptions): void {
  refuseChange(id, actor, options);
  options.people.enable(id);
}

/**
 * Removes the second factors of somebody who has lost them; the password alone then signs in. Throws UserError `person_unknown`,
 * `person_self` or `factors_of_equal`.
 */
export function removeFactors(id: number, actor: Actor, { people, secondFactors }: ManagePeopleOptions): void {
  if (isSelfOf(actor, id)) throw new UserError('person_self');
  const { role } = people.get(id);
  if (!mayRemoveFactors(actor, role)) throw new UserError('factors_of_equal', { role });
  secondFactors.removeAll(id);
}

/** People cannot lock themselves out or change people of a higher role. */
function refuseChange(id: number, actor: Actor, { people }: ManagePeopleOptions): void {
  if (isSelfOf(actor, id)) throw new UserError('person_self');
  refuseAbove(actor, people.get(id).role);
}

function refuseAbove(actor: Actor, role: Role): void {
  if (!mayManage(actor, role)) throw new UserError('role_above', { role, own: actor.role });
}

function isSelfOf({ kind, id }: Actor, person: number): boolean {
  return kind === 'person' && id === String(person);
}

function inviterOf(actor: Actor, people: Pick<ManagePeopleOptions['people'], 'list'>) {
  const person = people.list().find(({ id }) => isSelfOf(actor, id));
  return { invitedBy: person?.name ?? actor.kind, inviter: person?.id };
}
