import { UNITS } from '../../rules/calendar.ts';
import type { BehaviorValue, Filter } from '../../rules/rule.ts';
import { listOf, type Member, mapOf, member, refuseOtherKeys, type Shape, text, verbatim } from '../reading/shape.ts';
import type { YamlValue } from '../reading/yaml-value.ts';
import { operatorShape } from './operator-shape.ts';

/** The parts that a rule about a behavior has instead of an attribute. */

const column = mapOf([
  member('type'),
  member('column', text),
  member('operator', operatorShape),
  member('arrayMatching', verbatim, { initial: null }),
]);

/** Valid conditions that replace the conditions of a filter with an unknown type, so that only the type is reported. */
const ANY_CONDITIONS = [{ type: 'Column', column: 'any', operator: { type: 'IsNull' } }];

/** A condition of a filter, or a group of them. */
const filterPart: Shape = {
  read(yaml) {
    const type = yaml.member('type');
    if (type.scalar === 'Column') return column.read(yaml);
    if (type.scalar === 'And' || type.scalar === 'Or') return group.read(yaml);
    if (!yaml.isMap) return verbatim.read(yaml);
    return yaml.reading.object(yaml.at, {
      type: [verbatim.read(type), type.at],
      conditions: [ANY_CONDITIONS, type.at],
    });
  },
  write: (part) => ('column' in (part as object) ? column : group).write(part),
};
const group = mapOf([member('type'), member('conditions', listOf(filterPart))]);

const NO_FILTER: Filter = { type: 'And', conditions: [] };

/** tdx requires a filter, which may be empty. */
const filter: Shape = {
  read: (yaml) => (isEmpty(yaml) ? undefined : group.read(yaml)),
  write: (value) => group.write(value ?? NO_FILTER),
};

function isEmpty(yaml: YamlValue): boolean {
  const type = yaml.member('type');
  const conditions = yaml.member('conditions');
  const hasKnownType = !type.isGiven || type.scalar === 'And' || type.scalar === 'Or';
  const hasNoConditions = yaml.keys().length === 0 || (conditions.isList && conditions.items().length === 0);
  return yaml.isMap && hasKnownType && hasNoConditions;
}

/** A duration of one unit is `{duration: 90, unit: day}`, one of several units `{duration: {month: 1, day: 15}}`. */
const timeWindow: Shape = {
  read(yaml) {
    if (!yaml.isMap) return verbatim.read(yaml);
    refuseOtherKeys(yaml, ['duration', 'unit']);
    const { reading, at } = yaml;
    return reading.object(at, {
      type: ['TimeSliding', at],
      duration: [readDuration(yaml), yaml.member('duration').at],
    });
  },
  write(value) {
    const { duration } = value as NonNullable<BehaviorValue['window']>;
    const [first, ...others] = Object.entries(duration).filter(([, count]) => count !== undefined);
    return first && others.length === 0 ? { duration: first[1], unit: first[0] } : { duration };
  },
};

function readDuration(yaml: YamlValue): unknown {
  const duration = yaml.member('duration');
  const unit = yaml.member('unit');
  if (duration.isMap) {
    if (unit.isGiven) yaml.reading.report('yaml_keys_exclusive', unit.at, { first: 'duration', second: 'unit' });
    return verbatim.read(duration);
  }
  if (!unit.isGiven) yaml.reading.report('input_required', unit.at);
  else if (!UNITS.includes(unit.scalar as (typeof UNITS)[number])) yaml.reading.report('input_malformed', unit.at);
  else if (duration.isGiven)
    return yaml.reading.object(duration.at, { [String(unit.scalar)]: [verbatim.read(duration), duration.at] });
  // A valid duration replaces one whose unit is missing or unknown, so that only the unit is reported.
  return duration.isGiven ? yaml.reading.object(duration.at, { day: [1, duration.at] }) : undefined;
}

export const aggregationShape = mapOf([
  member('type'),
  member('column', text),
  member('columns', listOf(text)),
  member('orderColumn', text),
]);

/** The keys that choose rows of a behavior. */
export const ROW_MEMBERS: readonly Member[] = [
  member('timeWindow', timeWindow, { name: 'window' }),
  member('filter', filter),
];
