import type { Clock } from '../../core/clock.ts';
import type { Connector, ExportParameters } from '../../core/connector/connector.ts';
import type { Delivery, FrozenExport, RepeatChoice } from '../../core/job/job.ts';
import type { Addresses } from '../../core/job/job-destination.ts';
import { BY_NAME, type Matching } from '../../core/record/plan.ts';

export interface FreezeOptions {
  readonly clock: Clock;
  /** Addresses of this process, to which the job is bound, unless it keeps those of an earlier job. */
  readonly addresses: Addresses;
  readonly maxEventsPerCall: number;
  readonly maxBytesPerCall: number;
}

/** An export with checked parameters. */
export interface CheckedExport {
  readonly connector: Pick<Connector, 'type' | 'accountOf' | 'rulesVersion' | 'maxEventsPerCall'>;
  /** Null if nothing is sent. */
  readonly destination: string | null;
  readonly checked: ExportParameters;
  readonly matching: Matching;
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  readonly repeats: RepeatChoice;
}

/** The members of a job that sends nothing. */
export const NO_EXPORT: CheckedExport = {
  connector: { type: '', accountOf: () => '', rulesVersion: '', maxEventsPerCall: 0 },
  destination: null,
  checked: { test_event: false, skip_invalid_record: true },
  matching: BY_NAME,
  alreadyAccepted: 'skip',
  delivery: 'at_least_once',
  repeats: 'keep',
};

/** Freezes everything that the batches of a job depend on. */
export function freezeExport(
  { connector, destination, checked, matching, alreadyAccepted, delivery, repeats }: CheckedExport,
  { clock, maxEventsPerCall, maxBytesPerCall }: FreezeOptions,
): FrozenExport {
  return {
    connector: connector.type,
    destination,
    parameters: checked,
    account: connector.accountOf(checked),
    testEvent: checked.test_event,
    skipInvalidRecord: checked.skip_invalid_record,
    mapping: matching.mapping,
    constants: matching.constants,
    referenceTime: Math.floor(clock.now() / 1000),
    rulesVersion: connector.rulesVersion,
    maxEvents: Math.min(maxEventsPerCall, connector.maxEventsPerCall),
    maxBytes: maxBytesPerCall,
    alreadyAccepted,
    delivery,
    repeats,
    fixesBytes: 0,
    parentId: null,
  };
}
