import type { Activation, ActivationChoice } from '../../core/audience/activation/saved-activation.ts';
import type { ActivationInFile } from '../../core/audience/yaml/activation-in-file.ts';
import { scheduleOf, timesOf } from '../../core/audience/yaml/activation-schedule.ts';
import type { Schedule, ScheduleChoice } from '../../core/schedule/schedule.ts';

/** The choice of an activation in a file; `authentication` is the id of the authentication that the file names. */
export function choiceOfFile(file: ActivationInFile, authentication: number): ActivationChoice {
  const { name, description, connectorConfig: parameters, allColumns, columns, behaviors } = file;
  const output = {
    allColumns,
    columns: columns.map((column) => ({ ...column })),
    behaviors: behaviors.map(({ joinRow, ...behavior }) => (joinRow === null ? behavior : { ...behavior, joinRow })),
  };
  return { name, description, authentication, parameters, output: output as ActivationChoice['output'] };
}

/**
 * The changes that a file makes to the schedule of its activation, or null if the file removes the schedule. Undefined
 * if the file has neither a schedule nor a notification: a push then changes neither of them.
 */
export function scheduleOfFile({
  schedule,
  notification,
}: ActivationInFile): Partial<ScheduleChoice> | null | undefined {
  if (schedule === null) return null;
  const mail = notification && {
    recipients: notification.emailRecipients,
    mailSuccess: notification.notifyOn.includes('onSuccess'),
    mailFailure: notification.notifyOn.includes('onFailure'),
  };
  if (schedule === undefined) return mail;
  return { ...timesOf(schedule), ...mail };
}

/** The content of an activation in a file; `connection` is the name of its authentication. */
export function fileOfActivation(activation: Activation, connection: string): ActivationInFile {
  const { name, description, parameters, output, schedule } = activation;
  return {
    name,
    description,
    connection,
    allColumns: output.allColumns,
    columns: output.columns.map(({ column, source }) => ({ column, source })),
    behaviors: output.behaviors.map(({ joinRow = null, columns, ...behavior }) => ({
      ...behavior,
      joinRow,
      columns: columns.map(({ column, source }) => ({ column, source })),
    })),
    connectorConfig: parameters as ActivationInFile['connectorConfig'],
    schedule: schedule && scheduleOf(schedule),
    notification: schedule ? notificationOf(schedule) : undefined,
  };
}

function notificationOf({ mailSuccess, mailFailure, recipients }: Schedule): ActivationInFile['notification'] {
  const notifyOn: ('onSuccess' | 'onFailure')[] = [];
  if (mailSuccess) notifyOn.push('onSuccess');
  if (mailFailure) notifyOn.push('onFailure');
  return { notifyOn, emailRecipients: [...recipients] };
}
