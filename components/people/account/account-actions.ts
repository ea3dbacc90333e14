import type { Person } from '#lib/core/people/person.ts';
import type { Session } from '#lib/core/people/session.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface AccountActions {
  readonly renameSelf: (input: unknown) => Promise<ActionResult<unknown>>;
  readonly changeOwnPassword: (input: Readonly<Record<string, unknown>>) => Promise<ActionResult<unknown>>;
  readonly endSession: (input: unknown) => Promise<ActionResult<unknown>>;
  readonly endOtherSessions: () => Promise<ActionResult<unknown>>;
  readonly signOut: () => Promise<ActionResult<unknown>>;
}

export interface AccountProps {
  readonly person: Person;
  readonly sessions: readonly Session[];
  /** The session of this browser. */
  readonly session: number;
  readonly actions: AccountActions;
}
