import { UserError } from '../errors.ts';
import type { Actor } from './permission.ts';

/** How long a proof of identity allows sensitive actions. */
export const PROOF_MS = 10 * 60 * 1000;

/**
 * Whether a person has to prove again who they are before a sensitive action. Keys, the shell and a console without
 * sign-in need no proof, because only sessions can be left open or stolen. A proof with a time in the future is stale,
 * too: it was given while the clock was ahead, and could stay fresh for years.
 */
export function isProofStale({ session }: Pick<Actor, 'session'>, now: number): boolean {
  return session !== undefined && Math.abs(now - session.provedAt) > PROOF_MS;
}

/** For actions that are sensitive only with certain input. Throws UserError `proof_required`. */
export function refuseStaleProof(actor: Pick<Actor, 'session'>, now: number): void {
  if (isProofStale(actor, now)) throw new UserError('proof_required');
}
