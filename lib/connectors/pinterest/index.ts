import type { Connector } from '../../core/connector/connector.ts';
import { isLate } from './event-time.ts';
import { fields, RULES_VERSION } from './fields.ts';
import { IDENTIFIER_SETS, identifiers, needsIdentifier } from './identifiers.ts';
import { type PinterestParameters, parameters } from './parameters.ts';
import { explainRejection } from './rejections.ts';
import { bodyFrame, DEDUPLICATION_MS, request, testEvent } from './request.ts';
import { readResponse } from './response.ts';

/** Sends conversion events to Pinterest's Conversions API, v5. */
export const pinterest: Connector = {
  type: 'pinterest_conversion',
  fields,
  recordRules: [needsIdentifier],
  identifierSets: IDENTIFIER_SETS,
  identifiers,
  isLate,
  loadRepairs: async () => (await import('./repairs/repairs.ts')).repairs,
  loadSuggestValue: async () => (await import('./value-words/suggest-value.ts')).suggestValue,
  loadCarelessValues: async () => (await import('./careless-values.ts')).carelessValues,
  oncePerFile: new Set(['event_time_without_zone', 'db_century', 'decimal_ambiguous', 'integer_ambiguous']),
  rulesVersion: RULES_VERSION,
  maxEventsPerCall: 1000,
  testCallsPerSecond: 10,
  requestIdHeader: 'x-pinterest-rid',
  parameters,
  exampleAccount: '549755885175',
  accountOf: (values) => (values as PinterestParameters).ad_account_id,
  identity: ['event_name', 'event_id'],
  deduplicationMs: DEDUPLICATION_MS,
  request,
  bodyFrame,
  readResponse,
  explainRejection,
  testEvent,
  startSandbox: async (options) => (await import('./sandbox/server.ts')).startSandbox(options),
  readReceived: async (folder, query) => (await import('./sandbox/received.ts')).readReceived(folder, query),
  deleteReceived: async (folder, before) => (await import('./sandbox/received.ts')).deleteReceived(folder, before),
};
