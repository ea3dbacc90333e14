import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Semaphore } from '../system/semaphore.ts';

const hash = promisify(argon2);
type Cost = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;

/** OWASP's recommendation: 19 MiB, two passes. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** A hash as a PHC string, with groups for memory, passes, parallelism, salt and tag. */
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
/**
 * A password must withstand this many guesses, by zxcvbn's estimate. An attacker who has the hashes can try that many
 * in about a day.
 */
const MIN_GUESSES = 1e10;
/** How many characters are checked; there is a limit because zxcvbn takes quadratic time. */
const MAX_CHECKED_LENGTH = 100;

/** Hashes passwords, two at a time, so that a flood of sign-ins takes neither all memory nor all processors. */
export class Passwords {
  readonly #cost: Cost;
  /** The hash against which passwords of people who do not exist are verified. */
  readonly #placeholderHash: string;
  readonly #semaphore = new Semaphore({ maxRunning: 2, maxWaiting: 100, busyCode: 'sign_in_busy' });

  /** `cost` applies to new hashes; verifying an existing hash has the cost that the hash states. */
  constructor(cost = COST) {
    this.#cost = cost;
    this.#placeholderHash = phcOf(cost, Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES));
  }

  /** The hash as a PHC string. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return phcOf(this.#cost, salt, await this.#derive(password, salt, { ...this.#cost, tagLength: TAG_BYTES }));
  }

  /** Takes the same time if `phc` is null, so that the time does not reveal which people exist. */
  async verify(password: string, phc: string | null): Promise<boolean> {
    const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc ?? this.#placeholderHash) ?? [];
    const expected = Buffer.from(tag, 'base64');
    if (expected.length === 0) return false;
    const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
    const actual = await this.#derive(password, Buffer.from(salt, 'base64'), { ...cost, tagLength: expected.length });
    return timingSafeEqual(actual, expected) && phc !== null;
  }

  #derive(password: string, nonce: Buffer, cost: Omit<Argon2Parameters, 'message' | 'nonce'>): Promise<Buffer> {
    // Different spellings of the same characters are one password (RFC 8265).
    const message = Buffer.from(password.normalize('NFC'));
    return this.#semaphore.use(new AbortController().signal, () => hash('argon2id', { ...cost, message, nonce }));
  }
}

let zxcvbn: ZxcvbnFactory | undefined;

/**
 * Loads the lists of common passwords. The returned function decides whether a password is easy to guess because it is
 * common, follows a pattern, or contains `ownWords`, such as the person's name.
 */
export async function loadPasswordCheck(): Promise<(password: string, ownWords: readonly string[]) => boolean> {
  if (!zxcvbn) {
    const [{ ZxcvbnFactory: Factory }, common] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ]);
    zxcvbn = new Factory({ dictionary: { ...common.dictionary }, graphs: common.adjacencyGraphs });
  }
  const factory = zxcvbn;
  return (password, ownWords) =>
    factory.check(password.slice(0, MAX_CHECKED_LENGTH), [...ownWords]).guesses < MIN_GUESSES;
}

function phcOf({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
