import { UNITS } from '../../rules/calendar.ts';
import type { BehaviorValue, Filter } from '../../rules/rule.ts';
import { listOf, type Member, mapping, member, refuseOtherKeys, type Shape, text, verbatim } from '../reading/shape.ts';
import type { YamlValue } from '../reading/yaml-value.ts';
import { operatorShape } from './operator-shape.ts';

/** What a condition on a behavior has instead of an attribute. */

const column = mapping([
  member('type'),
  member('column', text),
  member('operator', operatorShape),
  member('arrayMatching', verbatim, { initial: null }),
]);

/** Valid conditions that replace the conditions of a filter with an unknown type, so that only the type is reported. */
const ANY_CONDITIONS = [{ type: 'Column', column: 'any', operator: { type: 'IsNull' } }];

const filterPart: Shape = {
  read(given) {
    const type = given.member('type');
    if (type.scalar === 'Column') return column.read(given);
    if (type.scalar === 'And' || type.scalar === 'Or') return group.read(given);
    return given.isMapping
      ? given.reading.object(given.at, { type: [verbatim.read(type), type.at], conditions: [ANY_CONDITIONS, type.at] })
      : verbatim.read(given);
  },
  write: (part) => ('column' in (part as object) ? column : group).write(part),
};
const group = mapping([member('type'), member('conditions', listOf(filterPart))]);

const NO_FILTER: Filter = { type: 'And', conditions: [] };

/** tdx requires a filter, which may be empty. */
const filter: Shape = {
  read: (given) => (isEmpty(given) ? undefined : group.read(given)),
  write: (value) => group.write(value ?? NO_FILTER),
};

function isEmpty(given: YamlValue): boolean {
  const [type, conditions] = [given.member('type'), given.member('conditions')];
  const isKnown = !type.isGiven || type.scalar === 'And' || type.scalar === 'Or';
  const hasNone = given.keys().length === 0 || (conditions.isList && conditions.items().length === 0);
  return given.isMapping && isKnown && hasNone;
}

/** A duration with one unit is `{duration: 90, unit: day}`; with several units, it is a mapping. */
const timeWindow: Shape = {
  read(given) {
    if (!given.isMapping) return verbatim.read(given);
    refuseOtherKeys(given, ['duration', 'unit']);
    const { reading, at } = given;
    return reading.object(at, {
      type: ['TimeSliding', at],
      duration: [durationOf(given), given.member('duration').at],
    });
  },
  write(value) {
    const { duration } = value as NonNullable<BehaviorValue['window']>;
    const [first, ...others] = Object.entries(duration).filter(([, count]) => count !== undefined);
    return first && others.length === 0 ? { duration: first[1], unit: first[0] } : { duration };
  },
};

function durationOf(given: YamlValue): unknown {
  const duration = given.member('duration');
  const unit = given.member('unit');
  if (duration.isMapping) {
    if (unit.isGiven) given.reading.report('yaml_keys_exclusive', unit.at, { first: 'duration', second: 'unit' });
    return verbatim.read(duration);
  }
  if (!unit.isGiven) given.reading.report('input_required', unit.at);
  else if (!UNITS.includes(unit.scalar as (typeof UNITS)[number])) given.reading.report('input_malformed', unit.at);
  else if (duration.isGiven)
    return given.reading.object(duration.at, { [String(unit.scalar)]: [verbatim.read(duration), duration.at] });
  return duration.isGiven ? given.reading.object(duration.at, { day: [1, duration.at] }) : undefined;
}

export const aggregationShape = mapping([
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
