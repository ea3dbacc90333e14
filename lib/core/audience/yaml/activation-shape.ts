import type { OutputColumn } from '../activation/activation.ts';
import type { ActivationInFile } from './activation-in-file.ts';
import { type ActivationSchedule, TYPES } from './activation-schedule.ts';
import { listOf, mapOf, member, refuseOtherKeys, type Shape, text, verbatim, writeMembers } from './reading/shape.ts';
import type { YamlValue } from './reading/yaml-value.ts';

const SCHEDULE = [
  member('type'),
  member('timezone', text, { name: 'timeZone', initial: 'UTC' }),
  member('repeat_unit', verbatim, { name: 'repeatUnit' }),
  member('repeat_frequency', verbatim, { name: 'repeatFrequency', initial: 1 }),
  member('repeat_sub_frequency', verbatim, { name: 'repeatSubFrequency', initial: [] }),
  member('start_at', text, { name: 'startAt' }),
  member('end_on', text, { name: 'endOn' }),
  member('cron', text),
];

const schedule: Shape = {
  ...mapOf(SCHEDULE),
  write: (value) => scheduleYaml(value as ActivationSchedule | null),
};

/**
 * Writes `type`, the short form of the unit (`daily` for `day`), if it has one. Leaves out `repeat_unit` if `type` is
 * enough.
 */
function scheduleYaml(activationSchedule: ActivationSchedule | null): object {
  if (activationSchedule === null) return { type: 'none' };
  const { repeatUnit, repeatFrequency, repeatSubFrequency, startAt, endOn, cron } = activationSchedule;
  const [type] = Object.entries(TYPES).find(([, unit]) => unit === repeatUnit) ?? [];
  const isShortFormEnough = type !== undefined && repeatFrequency === 1 && repeatSubFrequency.length === 0;
  const content = {
    ...activationSchedule,
    type,
    repeatUnit: isShortFormEnough ? undefined : repeatUnit,
    startAt: startAt ?? undefined,
    endOn: endOn ?? undefined,
    cron: cron ?? undefined,
  };
  return writeMembers(content, SCHEDULE);
}

const parameter = mapOf([member('type'), member('string', text), member('format', text, { initial: 'unix' })]);
const parameters = listOf(parameter);

/** A column: its name alone, or its name with `source` if it is renamed, or with `string` if it is a built string. */
const column: Shape = {
  read: (yaml) => (yaml.isMap ? columnMap(yaml) : namedColumn(yaml)),
  write(value) {
    const { column: name, source } = value as OutputColumn;
    if ('column' in source) return source.column === name ? name : { name, source: source.column };
    return { name, ...writeMembers(source, [member('string'), member('parameters', parameters, { initial: [] })]) };
  },
};

function namedColumn(yaml: YamlValue): unknown {
  const { reading, at } = yaml;
  const name = text.read(yaml);
  const source = reading.object(at, { column: [name, at] });
  return reading.object(at, { column: [name, at], source: [source, at] });
}

function columnMap(yaml: YamlValue): unknown {
  refuseOtherKeys(yaml, ['name', 'source', 'string', 'parameters', 'visibility'], ['functions']);
  const { reading, at } = yaml;
  const name = yaml.member('name');
  refuseMasking(yaml.member('visibility'));
  const source = yaml.member('string').isGiven ? builtSource(yaml) : columnSource(yaml);
  return reading.object(at, { column: [text.read(name), name.at], source: [source, at] });
}

function refuseMasking(visibility: YamlValue): void {
  if (visibility.isGiven && visibility.scalar !== 'clear')
    visibility.reading.report('yaml_part_unsupported', visibility.at, {
      name: `visibility: ${visibility.text ?? ''}`,
    });
}

function columnSource(yaml: YamlValue): object {
  const unused = yaml.member('parameters');
  if (unused.isGiven) yaml.reading.report('yaml_key_misplaced', unused.at, { name: 'parameters', type: 'source' });
  const source = yaml.member('source').isGiven ? yaml.member('source') : yaml.member('name');
  return yaml.reading.object(yaml.at, { column: [text.read(source), source.at] });
}

function builtSource(yaml: YamlValue): object {
  const source = yaml.member('source');
  const string = yaml.member('string');
  const list = yaml.member('parameters');
  if (source.isGiven) yaml.reading.report('yaml_keys_exclusive', source.at, { first: 'string', second: 'source' });
  return yaml.reading.object(yaml.at, {
    string: [text.read(string), string.at],
    parameters: [list.isGiven ? parameters.read(list) : undefined, list.at],
  });
}

const columns = member('columns', listOf(column), { initial: [] });

const behavior = mapOf([
  member('behavior_table', text, { name: 'behaviorTableName' }),
  member('join_strategy', text, { name: 'joinStrategy' }),
  member('join_row', verbatim, { name: 'joinRow' }),
  member('formatting'),
  member('order_by', listOf(mapOf([member('key', text), member('order')])), { name: 'orderBy', initial: [] }),
  columns,
]);

/** Only Top-N has a number of rows. The formatting is left out if it is `rows`, except for Top-N. */
const behaviorShape: Shape = {
  read: (yaml) => behavior.read(yaml),
  write(value) {
    const content = value as ActivationInFile['behaviors'][number];
    const { joinStrategy, joinRow, formatting } = content;
    const isDefault = formatting === 'rows' && joinStrategy !== 'Top-N';
    return behavior.write({
      ...content,
      joinRow: joinRow ?? undefined,
      formatting: isDefault ? undefined : formatting,
    });
  },
};

const notification = mapOf([
  member('notify_on', verbatim, { name: 'notifyOn', initial: [] }),
  member('email_recipients', verbatim, { name: 'emailRecipients', initial: [] }),
]);

/** Keys of TD's activations that have no meaning here. */
const UNSUPPORTED_KEYS = [
  'behavior',
  'run_after_journey_refresh',
  'activation_template',
  'activation_template_id',
  'activation_actions',
  'activation_actions_enabled',
  'nested_workflow_project_name',
  'nested_workflow_name',
  'lock_enabled',
  'stage',
];

export const activationShape = mapOf(
  [
    member('name', text),
    member('description', text, { initial: '' }),
    member('connection', text),
    member('all_columns', verbatim, { name: 'allColumns', initial: false }),
    columns,
    member('schedule', schedule),
    member('connector_config', verbatim, { name: 'connectorConfig', initial: {} }),
    member('notification', notification),
    member('behaviors', listOf(behaviorShape), { initial: [] }),
  ],
  UNSUPPORTED_KEYS,
);
