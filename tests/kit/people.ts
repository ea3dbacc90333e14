import type { AnswerOf, Command, InputOf } from '../../lib/commands/command.ts';
import * as commands from '../../lib/commands/console/access/people.ts';
import { perform } from '../../lib/commands/perform.ts';
import type { Actor, Role } from '../../lib/core/access/permission.ts';
import { actorOfPerson } from '../../lib/core/people/person.ts';
import type { PendingSignIn, Tokens } from '../../lib/operations/people/sign-in.ts';
import { startProduct, type TestProduct } from './product.ts';

export const ANONYMOUS: Actor = { kind: 'person', id: 'anonymous', role: 'anonymous' };
export const LOOPBACK: Actor = { kind: 'person', id: 'loopback', role: 'owner' };
export const PASSWORD = 'orchard vinyl cobalt seven';
export const OWNER = { name: 'Aiko Tanaka', email: 'aiko@shop.example', password: PASSWORD };
export const client = (address = '192.0.2.1', knownBrowser?: string) => ({
  address,
  browser: 'Mozilla/5.0 (Macintosh) Firefox/140.0',
  ...(knownBrowser !== undefined && { knownBrowser }),
});

export interface People extends TestProduct {
  as<C extends Command>(actor: Actor, command: C, input: InputOf<C>): Promise<AnswerOf<C>>;
  signIn(email: string, password?: string, from?: ReturnType<typeof client>): Promise<Tokens>;
  /** The actor without its session; undefined if the session has ended. */
  actorOf(tokens: Tokens): Promise<Actor | undefined>;
  /** The actor with its session, as in requests of a signed-in person; throws if the session has ended. */
  actorInSession(tokens: Tokens): Promise<Actor>;
  passTime(milliseconds: number): Promise<void>;
  /** Invites a person, who accepts; returns the actor. */
  join(role: Role, name?: string, by?: Actor): Promise<Actor>;
}

/** Throws if a second factor is needed. */
export function requireTokens(result: Tokens | PendingSignIn): Tokens {
  if ('pending' in result) throw new Error('needs a second factor');
  return result;
}

/** Starts a product with an owner and these settings. */
export async function startPeople(settings: Record<string, string> = {}): Promise<People> {
  const product = await startProduct(settings);
  const { runtime } = product;
  const as: People['as'] = (actor, command, input) => perform(command, input, actor, runtime);
  const actorOf: People['actorOf'] = async ({ session }) => {
    const found = await runtime.sessions.find(session);
    return found && actorOfPerson(found.person);
  };
  const actorInSession: People['actorInSession'] = async ({ session }) => {
    const found = await runtime.sessions.find(session);
    if (!found) throw new Error('the session has ended');
    return actorOfPerson(found.person, found.session);
  };
  await as(LOOPBACK, commands.createOwner, { ...OWNER, client: client() });
  const owner = actorOfPerson((await runtime.people.findByEmail(OWNER.email))?.person ?? { id: 0, role: 'viewer' });
  return {
    ...product,
    as,
    actorOf,
    actorInSession,
    passTime: (milliseconds) => runtime.clock.sleep(milliseconds, new AbortController().signal),
    signIn: async (email, password = PASSWORD, from = client()) =>
      requireTokens(await as(ANONYMOUS, commands.signIn, { email, password, client: from })),
    async join(role, name = role, by = owner) {
      const { token } = await as(by, commands.invitePerson, { email: `${name}@shop.example`, role });
      const accepted = await as(ANONYMOUS, commands.acceptInvitation, {
        token,
        name,
        password: PASSWORD,
        client: client(),
      });
      return (await actorOf(requireTokens(accepted))) as Actor;
    },
  };
}

export const refusal = (code: string) => ({ name: 'UserError', code });
