import type { z } from 'zod';
import type { Answer, HttpAnswer } from '../delivery/answer.ts';
import type { BodyFrame } from '../delivery/batch.ts';
import type { CarelessValue } from '../record/careless-value.ts';
import type { FieldSpec, JsonObject } from '../record/field.ts';
import type { RecordRule } from '../record/prepare.ts';
import type { Hide } from './hide-echoes.ts';
import type { Repair } from './repair.ts';

/** Where a call goes and what it carries, but for the body. */
export interface CallRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A connector's stand-in, for rehearsals and tests. */
export interface Sandbox {
  /** Base URL, on loopback. */
  readonly url: string;
  close(): Promise<void>;
}

/** One request that the stand-in kept. */
export interface ReceivedRequest {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly account: string;
  readonly test: boolean;
  readonly status: number | null;
  readonly events: readonly JsonObject[];
}

export interface ReceivedQuery {
  readonly account?: string;
  readonly limit: number;
  /** Id of the request to go on behind; newest come first. */
  readonly before?: string;
}

/** The parameters of an export that every connector has; a connector's own schema adds to them. */
export interface ExportParameters {
  readonly test_event: boolean;
  readonly skip_invalid_record: boolean;
}

/**
 * All that the product knows of one receiving service. Adding a connector is a folder that exports one of these and a
 * line in the registry.
 */
export interface Connector {
  /** The `type` of a result, as scripts write it. */
  readonly type: string;
  readonly fields: readonly FieldSpec[];
  readonly recordRules: readonly RecordRule[];
  /** Names of fields that tell who an event is about: one whole set has to be given. */
  readonly identifierSets: readonly (readonly string[])[];
  /** What the other side matches people by, the strongest first: fields that count together. */
  readonly matchKeys: readonly (readonly FieldSpec[])[];
  /** Whether the other side will count an event that it receives at this moment, Unix seconds, as offline only. */
  isLate(event: JsonObject, now: number): boolean;
  /** Repairs of values; loaded when somebody repairs, since they bring lists of names along. */
  loadRepairs(): Promise<readonly Repair[]>;
  /** What careless spreadsheets hold in each field, for the docs. */
  loadCarelessValues(): Promise<ReadonlyMap<string, readonly CarelessValue[]>>;
  /** Warnings that are given once for a file. */
  readonly oncePerFile: ReadonlySet<string>;
  readonly rulesVersion: string;
  readonly maxEventsPerCall: number;
  readonly testCallsPerSecond: number;
  /** Header of an answer by which the other side's support finds the call again. */
  readonly requestIdHeader: string;
  /** What a person or script sets for an export, checked and made uniform. */
  readonly parameters: z.ZodType<ExportParameters>;
  /** An account that its stand-in takes, for whoever has none yet. */
  readonly exampleAccount: string;
  /** The account that rate limits and refusals belong to. */
  accountOf(parameters: ExportParameters): string;
  request(account: string, token: string, test: boolean): CallRequest;
  /** By what the other side recognises an event that comes again. */
  identityOf(event: JsonObject): string;
  /** What stands around the events of a call. */
  readonly bodyFrame: BodyFrame;
  /** `hide` is for the other side's own words, before anything else is done with them. */
  readAnswer(answer: HttpAnswer, events: number, hide: Hide): Answer;
  /** An event that is always valid, for testing a connection. */
  testEvent(now: number): JsonObject;
  startSandbox(options: { directory: string; port?: number }): Promise<Sandbox>;
  readReceived(directory: string, query: ReceivedQuery): Promise<readonly ReceivedRequest[]>;
  /** Deletes what the stand-in received before a moment, also while it runs. */
  forgetReceived(directory: string, before: number): Promise<void>;
}
