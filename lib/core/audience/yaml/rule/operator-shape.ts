import type { OperandKind } from '../../rules/operands.ts';
import { OPERATORS, type Operator, type OperatorId } from '../../rules/operators.ts';
import {
  listOf,
  type Member,
  member,
  readMembers,
  refuseOtherKeys,
  type Shape,
  text,
  verbatim,
  writeMembers,
} from '../reading/shape.ts';
import type { YamlValue } from '../reading/yaml-value.ts';

/** The members of each kind of operand, with tdx's keys. */
const OPERANDS: Readonly<Record<OperandKind, readonly Member[]>> = {
  none: [],
  value: [member('value', verbatim, { name: 'rightValue' })],
  values: [member('value', verbatim, { name: 'rightValues' })],
  texts: [member('value', listOf(text), { name: 'rightValues' })],
  pattern: [member('value', text, { name: 'rightValue' })],
  range: [member('min', verbatim, { name: 'minValue' }), member('max', verbatim, { name: 'maxValue' })],
  span: [member('value'), member('unit')],
  unit: [member('from')],
  window: [member('duration'), member('from'), member('reverse', verbatim, { initial: false })],
  units: [member('from'), member('to')],
};

/** tdx's separate operators for negations. */
const NEGATED: Readonly<Record<string, OperatorId>> = { NotEqual: 'Equal', NotIn: 'In' };

const NOT = member('not', verbatim, { initial: false });

export const operatorShape: Shape = { read: readOperator, write: (operator) => writeOperator(operator as Operator) };

function readOperator(yaml: YamlValue): unknown {
  if (!yaml.isMap) return verbatim.read(yaml);
  const { reading, at } = yaml;
  const type = yaml.member('type');
  const isNegated = String(type.scalar) in NEGATED;
  const id = isNegated ? NEGATED[String(type.scalar)] : type.scalar;
  if (!isOperator(id)) return reading.object(at, { type: [verbatim.read(type), type.at] });
  const operand = [...OPERANDS[OPERATORS[id].operand], NOT];
  refuseOtherKeys(yaml, ['type', ...operand.map(({ key }) => key)]);
  const members = readMembers(yaml, operand);
  const [not, notPlace] = members['not'] ?? [undefined, at];
  return reading.object(at, { type: [id, type.at], ...members, not: [isNegated ? invert(not) : not, notPlace] });
}

/**
 * Inverts true and false; a missing value counts as false. Any other value stays, so that the schema refuses it: `no`
 * is text in YAML 1.2.
 */
function invert(not: unknown): unknown {
  return not === undefined || typeof not === 'boolean' ? !not : not;
}

function isOperator(id: unknown): id is OperatorId {
  return typeof id === 'string' && Object.hasOwn(OPERATORS, id);
}

function writeOperator({ type, not, ...operand }: Operator): object {
  const negated = not ? Object.keys(NEGATED).find((name) => NEGATED[name] === type) : undefined;
  const members = writeMembers(operand, OPERANDS[OPERATORS[type].operand]);
  if (negated !== undefined) return { type: negated, ...members };
  return not ? { type, ...members, not } : { type, ...members };
}
