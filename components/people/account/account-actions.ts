import type { Person } from '#lib/core/people/person.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface AccountActions {
  readonly renameSelf: (input: unknown) => Promise<ActionResult<unknown>>;
  readonly signOut: () => Promise<ActionResult<unknown>>;
}

export interface AccountProps {
  readonly person: Person;
  readonly actions: AccountActions;
}
