import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';

/**
 * The fault script: a list of rules, each with the requests it matches and the behavior it causes. Every matching rule
 * is applied. If two rules set the same key, the earlier rule wins. Only the lists of events that fail or get a warning
 * are combined.
 */

const count = z.int().min(1);
const zeroOrMore = z.int().min(0);
const milliseconds = z.number().min(0).max(3_600_000);
const oneOrMany = z.union([z.string(), z.array(z.string())]);

const callRange = z.strictObject({ from: count.default(1), to: count.optional(), every: count.default(1) });

const match = z.strictObject({
  account: oneOrMany.optional(),
  /** Number of the call, counted from 1 for each ad account. `every` counts from `from`. */
  call: z.union([count, z.array(count), callRange]).optional(),
  test: z.boolean().optional(),
  /** Matches a request that contains any of these events. */
  eventId: oneOrMany.optional(),
  bodySha256: oneOrMany.optional(),
  tokenSha256: oneOrMany.optional(),
  /** Maximum number of requests to which the rule applies. */
  times: count.optional(),
});

const headers = z
  .record(z.string(), z.string())
  .refine(isSendable, 'a header that cannot be sent')
  .transform((values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value])),
  );

const behavior = z.strictObject({
  /** Without `body`, the response has Pinterest's body for this status. */
  status: z.int().min(200).max(599).optional(),
  headers: headers.optional(),
  /** A string is sent unchanged, anything else as JSON. */
  body: z.json().optional(),
  /** The message of a refusal, or of the events made to fail. */
  message: z.string().optional(),
  /** Whether the processed events are recorded. By default, they are, unless the request is refused or reset before. */
  accept: z.boolean().optional(),
  /** Delay of the response after the request is journaled. */
  delayMs: milliseconds.optional(),
  /** Added to `delayMs`, so that a rule can simulate a slow network for every request. */
  latencyMs: milliseconds.optional(),
  /** The response is held until the script is replaced. */
  held: z.literal(true).optional(),
  /** The connection is destroyed and nothing is recorded. */
  resetBefore: z.literal(true).optional(),
  /** The events are recorded, then the connection is destroyed. */
  acceptThenReset: z.literal(true).optional(),
  /** The response body is sent in chunks. */
  trickle: z.strictObject({ bytes: count.default(1), everyMs: milliseconds.default(1000) }).optional(),
  /** A complete response with truncated JSON. */
  truncateJson: z.literal(true).optional(),
  /** The connection is destroyed after this many bytes of the body. */
  cutAfterBytes: zeroOrMore.optional(),
  /** The body is padded with blanks to this size and sent without Content-Length. */
  padToBytes: count.optional(),
  /** How many more results than events the response has; negative for fewer. */
  extraResults: z.int().optional(),
  /** false: a 422 that does not name the failed events. */
  details: z.literal(false).optional(),
  failIndexes: z.array(zeroOrMore).optional(),
  failEventIds: z.array(z.string()).optional(),
  warnEventIds: z.array(z.string()).optional(),
  warning: z.string().optional(),
});

const script = z.array(z.strictObject({ match: match.default({}), do: behavior }));

export type Rule = z.input<typeof script>[number];
export type Behavior = z.output<typeof behavior>;
type Match = z.output<typeof match>;

/** The properties of a request that rules match. */
export interface RequestFacts {
  readonly account: string;
  readonly call: number;
  readonly test: boolean;
  readonly eventIds: ReadonlySet<string>;
  readonly bodySha256: string;
  readonly tokenSha256: string | null;
}

export class Script {
  readonly rules: readonly { readonly match: Match; readonly do: Behavior }[];
  /** How often each rule was applied. */
  readonly #timesApplied: number[];
  readonly #replaced = Promise.withResolvers<void>();

  /** Throws an Error that names the invalid rule. */
  constructor(rules: unknown) {
    const parsed = script.safeParse(rules);
    if (!parsed.success) throw new Error(`The script is invalid: ${z.prettifyError(parsed.error)}`);
    this.rules = parsed.data;
    this.#timesApplied = this.rules.map(() => 0);
  }

  /** Resolves when another script replaces this one. */
  get replaced(): Promise<void> {
    return this.#replaced.promise;
  }

  /** Releases the responses that this script holds, and returns the next script. */
  replaceWith(next: Script): Script {
    this.#replaced.resolve();
    return next;
  }

  /** The behaviors for a request, in the order of the rules. Counts the applied rules. */
  behaviorsFor(request: RequestFacts): Behavior[] {
    return this.rules.flatMap((rule, index) => {
      const timesApplied = this.#timesApplied[index] ?? 0;
      if (timesApplied >= (rule.match.times ?? Number.POSITIVE_INFINITY) || !matches(rule.match, request)) return [];
      this.#timesApplied[index] = timesApplied + 1;
      return rule.do;
    });
  }
}

function matches(match: Match, request: RequestFacts): boolean {
  return (
    isAmong(request.account, match.account) &&
    isAmong(request.bodySha256, match.bodySha256) &&
    isAmong(request.tokenSha256, match.tokenSha256) &&
    (match.test === undefined || match.test === request.test) &&
    (match.call === undefined || matchesCall(match.call, request.call)) &&
    (match.eventId === undefined || [match.eventId].flat().some((id) => request.eventIds.has(id)))
  );
}

function isAmong(value: string | null, wanted: string | string[] | undefined): boolean {
  return wanted === undefined || (value !== null && [wanted].flat().includes(value));
}

function matchesCall(wanted: NonNullable<Match['call']>, call: number): boolean {
  if (typeof wanted === 'number') return wanted === call;
  if (Array.isArray(wanted)) return wanted.includes(call);
  const { from, to = Number.POSITIVE_INFINITY, every } = wanted;
  return call >= from && call <= to && (call - from) % every === 0;
}

/** Whether HTTP allows these headers. If not, Node would throw when they are sent. */
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
