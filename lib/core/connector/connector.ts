import type { z } from 'zod';
import type { BodyFrame } from '../delivery/body.ts';
import type { CallResult, HttpResponse } from '../delivery/call-result.ts';
import type { EventFacts, RecordRule } from '../preparation/prepare-options.ts';
import type { CarelessValue } from '../record/careless-value.ts';
import type { FieldSpec, JsonObject } from '../record/field.ts';
import type { Hide } from './hide-echoes.ts';
import type { Repair } from './repair.ts';

/** Path and headers of a call. */
export interface CallRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A connector's stand-in for the receiving service, for rehearsals and tests. */
export interface Sandbox {
  /** Base URL, on loopback. */
  readonly url: string;
  close(): Promise<void>;
}

/** A request that the sandbox received. */
export interface ReceivedRequest {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly account: string;
  /** Whether its events were test events. */
  readonly test: boolean;
  /** The HTTP status of the response; null if there was no response. */
  readonly status: number | null;
  /** What became of the body. `none`: it was empty. `gone`: it was too large or incomplete, or has been deleted. */
  readonly content: 'none' | 'kept' | 'gone';
  /** How many events its body contained, even if the body is gone; 0 if the body was not read. */
  readonly count: number;
  /** How many events were rejected one by one; 0 if the request was refused as a whole. */
  readonly rejected: number;
  /** Empty if the body is gone. */
  readonly events: readonly JsonObject[];
}

export interface ReceivedQuery {
  readonly account?: string;
  readonly limit: number;
  /** Only requests older than the one with this id; the newest come first. */
  readonly before?: string;
}

/**
 * The value of a field that a word in a column probably means; null if records with the word should be left out,
 * undefined if the word is unknown.
 */
export type SuggestValue = (field: FieldSpec, word: string, column: string) => string | null | undefined;

const REJECTION_REASONS = ['too_old', 'in_future', 'invalid_value', 'unknown'] as const;
/** What a message about a rejected event means, and the field that it names. */
export interface RejectionReason {
  readonly reason: (typeof REJECTION_REASONS)[number];
  readonly field: string | null;
}

/** The parameters of an export that every connector has; a connector's own schema adds to them. */
export interface ExportParameters {
  readonly test_event: boolean;
  readonly skip_invalid_record: boolean;
}

/**
 * Everything the product knows about one receiving service. A new connector is a folder that exports one of these, and
 * a line in the registry.
 */
export interface Connector {
  /** Identifies the connector. Scripts write it as the `type` of a result. */
  readonly type: string;
  readonly fields: readonly FieldSpec[];
  readonly recordRules: readonly RecordRule[];
  /** The identifiers of which an event needs at least one, as the names of their fields. */
  readonly identifierSets: readonly (readonly string[])[];
  /**
   * The identifiers by which the receiving service matches people, the strongest first. The fields of one identifier
   * count together.
   */
  readonly identifiers: readonly (readonly FieldSpec[])[];
  /** Whether the receiving service counts an event received at `now` (Unix seconds) as offline only. */
  isLate(event: EventFacts, now: number): boolean;
  /** Repairs of values; loaded on demand because they include lists of names. */
  loadRepairs(): Promise<readonly Repair[]>;
  /** Suggests what words in files mean; loaded on demand because of its lists of names. */
  loadSuggestValue(): Promise<SuggestValue>;
  /** Malformed or unusual cells that spreadsheets contain, by field, for the docs. */
  loadCarelessValues(): Promise<ReadonlyMap<string, readonly CarelessValue[]>>;
  /** Codes of warnings that only the first record of a file with such a warning gets. */
  readonly oncePerFile: ReadonlySet<string>;
  readonly rulesVersion: string;
  readonly maxEventsPerCall: number;
  readonly testCallsPerSecond: number;
  /** The response header by which the service's support finds a call. */
  readonly requestIdHeader: string;
  /** The schema of the parameters of an export. */
  readonly parameters: z.ZodType<ExportParameters>;
  /** An account that the sandbox accepts, for people without one. */
  readonly exampleAccount: string;
  /** The account that rate limits and refusals apply to. */
  accountOf(parameters: ExportParameters): string;
  request(account: string, token: string, test: boolean): CallRequest;
  /** The fields by which the receiving service recognizes a repeated event; none of them is a list. */
  readonly identity: readonly string[];
  /** For how many milliseconds after an event the receiving service recognizes its repeats, and does not count them. */
  readonly deduplicationMs: number;
  /** The text around the events in a body. */
  readonly bodyFrame: BodyFrame;
  /** Parses a response. `hide` must be applied to messages of the service before any other use. */
  readResponse(response: HttpResponse, eventCount: number, hide: Hide): CallResult;
  /** What the service's message about an event that it rejected means. */
  explainRejection(message: string): RejectionReason;
  /** An event that is valid at `now` (Unix seconds), for testing a connection. */
  testEvent(now: number): JsonObject;
  startSandbox(options: { folder: string; port?: number }): Promise<Sandbox>;
  readReceived(folder: string, query: ReceivedQuery): Promise<readonly ReceivedRequest[]>;
  /** Deletes what the sandbox received before this time, in milliseconds since 1970, even while it runs. */
  deleteReceived(folder: string, before: number): Promise<void>;
}
