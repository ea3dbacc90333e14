import type { Actor } from '../access/permission.ts';
import { dayOf, numberOf, type QueryString, trimmedText } from '../network/query-string.ts';
import { beginningOf } from '../text/beginning-of.ts';
import { ENTRY_OUTCOMES, type EntryOutcome } from './audit-entry.ts';

/** Which entries of the audit log to list. */
export interface AuditFilter {
  readonly actor?: Pick<Actor, 'kind' | 'id'> | undefined;
  readonly action?: string | undefined;
  readonly outcome?: EntryOutcome | undefined;
  /** Entries from `since` on and before `until`, in milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Part of the name of an actor or object, or of an address; or a whole id of an object. */
  readonly search?: string | undefined;
}

export const MAX_AUDIT_SEARCH = 100;

/** The filter and the position in the list, as the query string of the page has them. */
export interface AuditQuery {
  /** Such as `person-4`. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: EntryOutcome | undefined;
  /** The first and the last day, as YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly search?: string | undefined;
  /** The id of an entry: the page has only older entries (`before`), or only newer ones (`after`). */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** Parses a query string. Unknown values are ignored, because people edit URLs. */
export function readAuditQuery(queryString: QueryString): AuditQuery {
  const textOf = (name: string) => trimmedText(queryString[name]);
  const matching = (name: string, pattern: RegExp) => (pattern.test(textOf(name) ?? '') ? textOf(name) : undefined);
  return {
    actor: parseActor(textOf('actor')) && textOf('actor'),
    action: matching('action', /^\w{1,60}$/),
    outcome: ENTRY_OUTCOMES.find((outcome) => outcome === queryString['outcome']),
    from: dayOf(queryString['from']),
    to: dayOf(queryString['to']),
    search: beginningOf(textOf('search') ?? '', MAX_AUDIT_SEARCH) || undefined,
    before: numberOf(textOf('before')),
    after: textOf('before') === undefined ? numberOf(textOf('after')) : undefined,
  };
}

/** The actor of a text such as `person-4`; undefined for any other text. */
export function parseActor(text: string | undefined): AuditFilter['actor'] {
  const [, kind, id] = /^(person|key|shell|system)-([\w.-]{1,60})$/.exec(text ?? '') ?? [];
  return kind === undefined || id === undefined ? undefined : { kind: kind as Actor['kind'], id };
}

export function actorText({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}-${id}`;
}
