import { ApiKeys } from '../../adapters/store/access/api-keys.ts';
import { AuditLog } from '../../adapters/store/audit/audit-log.ts';
import { People } from '../../adapters/store/people/people.ts';
import { Sessions } from '../../adapters/store/people/sessions.ts';
import { AuditKeys } from '../../adapters/system/audit-keys.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { KeyFile } from '../../adapters/system/key-file.ts';
import { type ApiKey, apiKeyOfHeader } from '../../core/access/api-key.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { NewEntry } from '../../core/audit/audit-entry.ts';
import type { Clock } from '../../core/clock.ts';
import { actorOfPerson } from '../../core/people/person.ts';
import type { Env } from '../../env.ts';
import { SYSTEM_PLATFORM } from '../../runtime/platform.ts';
import { connect } from '../../runtime/stores/open-database.ts';
import { ANONYMOUS, cookieOf, LOOPBACK_OWNER, sessionCookie, type Visitor } from '../visitor.ts';
import type { KeyStatus } from './guard.ts';
import { RefusedKeys } from './refused-keys.ts';

export interface GuardStoresOptions extends Pick<Env, 'dataDir' | 'databaseUrl' | 'keyFile'> {
  readonly clock?: Clock;
  /** Called if an entry of the audit log could not be written. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * The stores that the guard uses. The guard runs before Next and its runtime, so it opens the database itself, on the
 * first request.
 */
export class GuardStores {
  readonly #options: GuardStoresOptions;
  #opened: ReturnType<typeof openStores> | undefined;
  readonly #refusedKeys: RefusedKeys;
  #lastAppend: Promise<unknown> = Promise.resolve();

  constructor(options: GuardStoresOptions) {
    const { clock = systemClock } = options;
    this.#options = options;
    this.#refusedKeys = new RefusedKeys({ append: (entry) => this.#append(entry), now: () => clock.now() });
  }

  /** The status of the API key in an Authorization header. */
  async checkKey(authorization: string): Promise<KeyStatus> {
    const key = apiKeyOfHeader(authorization);
    if (key === undefined) return 'none';
    const match = await (await this.#stores).apiKeys.check(key);
    return match ? (match.refusal ?? 'valid') : 'wrong';
  }

  /** Whether there is an owner. Any person proves it, because the last owner cannot be removed. */
  async hasOwner(): Promise<boolean> {
    return !(await (await this.#stores).people.isEmpty());
  }

  /** The holder of a key that `checkKey` found valid; the use is recorded. */
  async actorOfKey(authorization: string): Promise<Actor> {
    return actorOf(await (await this.#stores).apiKeys.authenticate(apiKeyOfHeader(authorization) ?? ''));
  }

  /**
   * Who sends a request with this Cookie header to the console at this port. `mayBeOwner`: whether the visitor is the
   * owner while there are no people.
   */
  async visitorOf(cookies: string | undefined, port: number, mayBeOwner: boolean): Promise<Visitor> {
    const { people, sessions } = await this.#stores;
    if (mayBeOwner && (await people.isEmpty())) return LOOPBACK_OWNER;
    const token = cookieOf(cookies, sessionCookie(port));
    const match = token && (await sessions.find(token));
    return match ? { actor: actorOfPerson(match.person, match.session), session: match.session.id } : ANONYMOUS;
  }

  /** Records in the audit log that the API key in an Authorization header was refused, and why. */
  async noteRefusedKey(authorization: string, code: string, address: string): Promise<void> {
    const match = await (await this.#stores).apiKeys.check(apiKeyOfHeader(authorization) ?? '');
    const isRevoked = code === 'api_key_wrong' && match !== undefined;
    this.#refusedKeys.record({ ...actorOf(match?.apiKey), from: { address } }, isRevoked ? 'api_key_revoked' : code);
  }

  /** Writes the counts of refused keys for past quarters of an hour, or also for the current one. */
  async writeRefusals(which: 'past' | 'all' = 'past'): Promise<void> {
    if (which === 'all') this.#refusedKeys.writeAll();
    else this.#refusedKeys.writePast();
    await this.#lastAppend;
  }

  /** Appends entries in order. A request does not wait for its entry. */
  #append(entry: NewEntry): void {
    const append = async () => (await this.#stores).auditLog().append(entry);
    this.#lastAppend = this.#lastAppend.then(append).catch((error: unknown) => this.#options.onFault?.(error));
  }

  get #stores(): ReturnType<typeof openStores> {
    this.#opened ??= openStores(this.#options).catch((error: unknown) => {
      this.#opened = undefined; // the next request tries again
      throw error;
    });
    return this.#opened;
  }
}

/** The holder of a key; anonymous for a key that does not exist. */
function actorOf(key: ApiKey | undefined): Actor {
  return key ? { kind: 'key', id: String(key.id), role: key.role } : ANONYMOUS.actor;
}

async function openStores({ keyFile, clock: testClock, ...location }: GuardStoresOptions) {
  const opened = await connect(location, SYSTEM_PLATFORM);
  const { database } = opened;
  const clock = testClock ?? opened.clock;
  let auditLog: AuditLog | undefined;
  return {
    apiKeys: new ApiKeys(database, clock),
    people: new People(database, clock),
    sessions: new Sessions(database, clock),
    /** Opened on first use, because the key file may not exist earlier. */
    auditLog: () => {
      auditLog ??= new AuditLog(database, clock, new AuditKeys(KeyFile.open(keyFile, { mayCreate: false })));
      return auditLog;
    },
  };
}
