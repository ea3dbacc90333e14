import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';

/**
 * The script of faults: a list of rules, each with what it is for and what it does. Every rule that fits a request is
 * played. Where two say different things of one key, the earlier rule wins; events that fail or warn add up.
 */

const count = z.int().min(1);
const position = z.int().min(0);
const milliseconds = z.number().min(0).max(3_600_000);
const oneOrMany = z.union([z.string(), z.array(z.string())]);

const callRange = z.strictObject({ from: count.default(1), to: count.optional(), every: count.default(1) });

const match = z.strictObject({
  account: oneOrMany.optional(),
  /** The number of the call, counted from 1 for each ad account. `every` counts from `from`. */
  call: z.union([count, z.array(count), callRange]).optional(),
  test: z.boolean().optional(),
  /** A batch that holds any of these events. */
  eventId: oneOrMany.optional(),
  bodySha256: oneOrMany.optional(),
  tokenSha256: oneOrMany.optional(),
  /** The rule is spent after so many requests. */
  times: count.optional(),
});

const headers = z
  .record(z.string(), z.string())
  .refine(isSendable, 'a header that cannot be sent')
  .transform((given) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value])));

const play = z.strictObject({
  /** Without `body`, Pinterest's own body for this status. */
  status: z.int().min(200).max(599).optional(),
  headers: headers.optional(),
  /** Sent as it is if a text, as JSON otherwise. */
  body: z.json().optional(),
  /** The message of a refusal, or of the events that are made to fail. */
  message: z.string().optional(),
  /** Whether the events are kept, whatever is answered. By default they are if the answer says so. */
  accept: z.boolean().optional(),
  /** The request is kept first, then the answer waits: so long for this request … */
  delayMs: milliseconds.optional(),
  /** … and so long on top, for a rule that gives every request the latency of a real network. */
  latencyMs: milliseconds.optional(),
  /** The connection is destroyed and nothing kept. */
  resetBefore: z.literal(true).optional(),
  /** The events are kept, then the connection is destroyed. */
  acceptThenReset: z.literal(true).optional(),
  /** The answer's body comes in pieces. */
  trickle: z.strictObject({ bytes: count.default(1), everyMs: milliseconds.default(1000) }).optional(),
  /** A complete answer whose JSON breaks off in the middle. */
  truncateJson: z.literal(true).optional(),
  /** The connection is destroyed after so many bytes of the body. */
  cutAfterBytes: position.optional(),
  /** The body is filled up with blanks to this size, and does not say its length beforehand. */
  padToBytes: count.optional(),
  /** So many results more than events, or fewer. */
  extraResults: z.int().optional(),
  /** false: a 422 that does not say which events failed. */
  details: z.literal(false).optional(),
  failIndexes: z.array(position).optional(),
  failEventIds: z.array(z.string()).optional(),
  warnEventIds: z.array(z.string()).optional(),
  warning: z.string().optional(),
});

const script = z.array(z.strictObject({ match: match.default({}), do: play }));

export type Rule = z.input<typeof script>[number];
export type Play = z.output<typeof play>;
type Match = z.output<typeof match>;

/** What a rule can be matched to. */
export interface Sighting {
  readonly account: string;
  readonly call: number;
  readonly test: boolean;
  readonly eventIds: ReadonlySet<string>;
  readonly bodySha256: string;
  readonly tokenSha256: string | null;
}

export class Script {
  readonly rules: readonly { readonly match: Match; readonly do: Play }[];
  /** How often each rule was played. */
  readonly #played: number[];

  /** Throws an Error that says which rule is wrong. */
  constructor(rules: unknown) {
    const parsed = script.safeParse(rules);
    if (!parsed.success) throw new Error(`The script is not understood: ${z.prettifyError(parsed.error)}`);
    this.rules = parsed.data;
    this.#played = this.rules.map(() => 0);
  }

  /** What to do about a request, the first rule's part first. Counts the rules that are played. */
  playsFor(sighting: Sighting): Play[] {
    return this.rules.flatMap((rule, index) => {
      const played = this.#played[index] ?? 0;
      if (played >= (rule.match.times ?? Number.POSITIVE_INFINITY) || !fits(rule.match, sighting)) return [];
      this.#played[index] = played + 1;
      return rule.do;
    });
  }
}

function fits(match: Match, sighting: Sighting): boolean {
  return (
    isAmong(sighting.account, match.account) &&
    isAmong(sighting.bodySha256, match.bodySha256) &&
    isAmong(sighting.tokenSha256, match.tokenSha256) &&
    (match.test === undefined || match.test === sighting.test) &&
    (match.call === undefined || fitsCall(match.call, sighting.call)) &&
    (match.eventId === undefined || [match.eventId].flat().some((id) => sighting.eventIds.has(id)))
  );
}

function isAmong(value: string | null, wanted: string | string[] | undefined): boolean {
  return wanted === undefined || (value !== null && [wanted].flat().includes(value));
}

function fitsCall(wanted: NonNullable<Match['call']>, call: number): boolean {
  if (typeof wanted === 'number') return wanted === call;
  if (Array.isArray(wanted)) return wanted.includes(call);
  const { from, to = Number.POSITIVE_INFINITY, every } = wanted;
  return call >= from && call <= to && (call - from) % every === 0;
}

/** Node throws when it is given a header that HTTP does not allow; the script is the place to say so. */
function isSendable(headers: Record<string, string>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
