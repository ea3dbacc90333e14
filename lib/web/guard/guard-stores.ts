import { SqliteApiKeys } from '../../adapters/store/access/api-keys.ts';
import { databasePath, openDatabase } from '../../adapters/store/database/database.ts';
import { SqlitePeople } from '../../adapters/store/people/people.ts';
import { SqliteSessions } from '../../adapters/store/people/sessions.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { apiKeyOfHeader } from '../../core/access/api-key.ts';
import type { Actor } from '../../core/access/permission.ts';
import { actorOfPerson } from '../../core/people/person.ts';
import { cookieOf, LOOPBACK_OWNER, NOBODY, sessionCookie, type Visitor } from '../visitor.ts';
import type { KeyStatus } from './guard.ts';

/** What the guard looks up. It runs before Next and its runtime, so it opens the database itself, with the first request. */
export class GuardStores {
  readonly #dataDir: string;
  #opened: ReturnType<typeof openStores> | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** The status of the API key in an Authorization header. */
  checkKey(authorization: string): KeyStatus {
    const key = apiKeyOfHeader(authorization);
    if (key === undefined) return 'none';
    const found = this.#stores.apiKeys.check(key);
    return found ? (found.refusal ?? 'valid') : 'wrong';
  }

  /** Whether there is an owner: the last one cannot be removed. */
  hasOwner(): boolean {
    return !this.#stores.people.isEmpty();
  }

  /** The holder of a key that `checkKey` found valid; the use is recorded. */
  actorOfKey(authorization: string): Actor {
    const { id, role } = this.#stores.apiKeys.authenticate(apiKeyOfHeader(authorization) ?? '');
    return { kind: 'key', id: String(id), role };
  }

  /** Who sends a request with this Cookie header to the console at this port. `mayBeOwner`: while there are no people. */
  visitorOf(cookies: string | undefined, port: number, mayBeOwner: boolean): Visitor {
    const { people, sessions } = this.#stores;
    if (mayBeOwner && people.isEmpty()) return LOOPBACK_OWNER;
    const token = cookieOf(cookies, sessionCookie(port));
    const found = token && sessions.find(token);
    return found ? { actor: actorOfPerson(found.person, found.session), session: found.session.id } : NOBODY;
  }

  get #stores(): ReturnType<typeof openStores> {
    this.#opened ??= openStores(this.#dataDir);
    return this.#opened;
  }
}

function openStores(dataDir: string) {
  const database = openDatabase(databasePath(dataDir), { busyTimeoutMs: 1000 });
  return {
    apiKeys: new SqliteApiKeys(database, systemClock),
    people: new SqlitePeople(database, systemClock),
    sessions: new SqliteSessions(database, systemClock),
  };
}
