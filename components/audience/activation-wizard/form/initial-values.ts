import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { withIds } from '#lib/core/audience/activation/output-edits.ts';
import type { Activation } from '#lib/core/audience/activation/saved-activation.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { scheduleValuesOf } from '../schedule/schedule-values.ts';
import type { ActivationValues } from './activation-values.ts';

/** What the initial values of the form depend on. */
export interface InitialOptions {
  readonly connector: Connector;
  /** The authentications to choose from; a single one is preselected. */
  readonly authentications: readonly Pick<AuthenticationChoice, 'id' | 'target' | 'account'>[];
  /** The time zone of the parent segment's schedule. */
  readonly timeZone: string;
}

export function newValues({ authentications, connector, timeZone }: InitialOptions): ActivationValues {
  const [first, ...more] = authentications;
  const only = more.length === 0 ? first : undefined;
  // As if the authentication had just been chosen: the account of its last job, or the example for the sandbox.
  const account = only?.account ?? (only?.target === 'sandbox' ? connector.exampleAccount : '');
  return {
    name: '',
    description: '',
    authentication: only?.id ?? null,
    parameters: { ad_account_id: account, test_event: false, skip_invalid_record: true },
    output: { rows: 'customers', allColumns: false, columns: [], behaviors: [] },
    schedule: scheduleValuesOf(null, timeZone),
  };
}

/** The values of a stored activation. */
export function valuesOf(
  activation: Activation,
  { connector, authentications, timeZone }: InitialOptions,
): ActivationValues {
  const { name, description, authentication, parameters, output, schedule } = activation;
  // A switch that a script omitted is off: saving the form must not turn it on.
  const { test_event = false, skip_invalid_record = false } = Object(parameters) as Partial<
    ActivationValues['parameters']
  >;
  const parsed = connector.parameters.safeParse(parameters);
  return {
    name,
    description,
    authentication: authentications.some(({ id }) => id === authentication) ? authentication : null,
    parameters: {
      test_event,
      skip_invalid_record,
      ad_account_id: parsed.success ? connector.accountOf(parsed.data) : '',
    },
    output: { ...withIds(output), rows: output.behaviors.length > 0 ? 'behaviors' : 'customers' },
    schedule: scheduleValuesOf(schedule, schedule?.timeZone ?? timeZone),
  };
}

/** The values of a new activation that copies a stored one. The wizard does not show a pause, so the copy has none. */
export function copyOf(activation: Activation, options: InitialOptions): ActivationValues {
  const values = valuesOf(activation, options);
  return { ...values, name: '', schedule: { ...values.schedule, isPaused: false } };
}
