import { z } from 'zod';
import { type Actor, ROLES } from '../core/access/permission.ts';

/** Who sends a request, and in which session; null without a session. */
export interface Visitor {
  readonly actor: Actor;
  readonly session: number | null;
}

/** A visitor and the network address of the client. */
export interface VisitingClient extends Visitor {
  readonly address: string;
}

/** Every visitor on loopback, as long as there is no owner and other machines cannot reach the console. */
export const LOOPBACK_OWNER: Visitor = { actor: { kind: 'person', id: 'loopback', role: 'owner' }, session: null };
/** A visitor who is not signed in. */
export const ANONYMOUS: Visitor = { actor: { kind: 'person', id: 'anonymous', role: 'anonymous' }, session: null };

/** A program on this machine that reads the state of the product, for monitoring. */
export const LOCAL_MONITORING: Visitor = { actor: { kind: 'system', id: 'monitoring', role: 'viewer' }, session: null };

/**
 * The header in which the guard passes the visitor to pages, actions and handlers. The guard drops this header if a
 * client sends it.
 */
export const VISITOR_HEADER = 'x-pintd-visitor';

const shape = z.object({
  actor: z.object({
    kind: z.enum(['person', 'key', 'system']),
    id: z.string(),
    role: z.enum([...ROLES, 'anonymous']),
    session: z.object({ id: z.number(), provedAt: z.number() }).optional(),
  }),
  session: z.number().nullable(),
  address: z.string(),
});

export function visitorText(visitor: VisitingClient): string {
  return JSON.stringify(visitor);
}

/** The visitor in the header; anonymous if the guard has set none. */
export function visitorOfText(text: string | null): VisitingClient {
  return text === null ? { ...ANONYMOUS, address: '' } : shape.parse(JSON.parse(text));
}

/** The visitor as the actor of a command. */
export function actorOfVisitor({ actor, address, session }: VisitingClient): Actor {
  return { ...actor, from: { address, session } };
}

/** Whether the visitor has to sign in. */
export function isAnonymous({ actor }: Visitor): boolean {
  return actor.role === 'anonymous';
}

/** The cookie of a session. Browsers send cookies of a host to all its ports, so each console has its own. */
export function sessionCookie(port: number): string {
  return `__Host-session-${port}`;
}

/** The cookie of a sign-in that needs a second factor. It gives no access. */
export function pendingSignInCookie(port: number): string {
  return `__Host-sign-in-${port}`;
}

/** The cookie of a sign-in that the browser has begun at the identity provider. It gives no access. */
export function ssoCookie(port: number): string {
  return `__Host-sso-${port}`;
}

/** The cookie by which a browser is recognized after a session has ended. */
export function knownBrowserCookie(port: number): string {
  return `__Host-browser-${port}`;
}

/** The value of a cookie in a Cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}
