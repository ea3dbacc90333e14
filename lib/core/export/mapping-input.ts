import { z } from 'zod';
import { jsonTypeOf } from '../connector/parameters.ts';
import {
  DATE_ORDERS,
  DECIMAL_SIGNS,
  type FieldTarget,
  MAX_JOINED,
  MAX_PART,
  type Mapping,
  PARTS,
  type Target,
} from '../record/field-target.ts';
import { repeatedColumns } from '../record/name-key.ts';

/**
 * Schemas for a mapping from a page, a mapping file or a request. Whether it fits the header of the uploaded file is
 * checked by the plan.
 */

const MAX_TEXT = 1000;
const MAX_FIELDS = 20;
const MAX_VALUES = 2000;

const text = z.string().max(MAX_TEXT);
const values = textsByName<Readonly<Record<string, string | null>>>(['string', 'null'], MAX_VALUES);
const partNumber = z
  .int()
  .min(-MAX_PART)
  .max(MAX_PART)
  .refine((part) => part !== 0, { error: 'mapping_part_zero' });

/** One field that a column feeds, and how its value is made. */
const fieldTarget = z.strictObject({
  field: text.min(1),
  join: z.array(text.min(1)).min(1).max(MAX_JOINED).optional(),
  part: z.union([partNumber, z.enum(PARTS)]).optional(),
  separator: text.min(1).optional(),
  values: values.optional(),
  timezone: text.optional(),
  dates: z.enum(DATE_ORDERS).optional(),
  decimals: z.enum(DECIMAL_SIGNS).optional(),
  country: z.string().length(2).optional(),
}) satisfies z.ZodType<FieldTarget>;

const TARGET_TYPES = ['string', 'null', 'object', 'array'];

/** Not a z.record of unions: it would drop a column called __proto__, and would not name the member that is wrong. */
export const mappingInput = z
  .custom<Mapping>()
  .superRefine((value, context) => checkMapping(value, context, ['object']))
  .meta(mappingSchema());

/** A mapping, or the name of a saved one. */
export const mappingOrName = z
  .custom<Mapping | string>()
  .superRefine((value, context) => {
    if (typeof value !== 'string') checkMapping(value, context, ['object', 'string']);
  })
  .meta({ anyOf: [mappingSchema(), { type: 'string' }] });

/** A mapping in an answer. */
export type MappingJson = Record<string, Target | Target[] | null>;

export const mappingShape = z.custom<MappingJson>(isObject).meta(mappingSchema());

export const mappingOrNameShape = z
  .custom<MappingJson | string>((value) => isObject(value) || typeof value === 'string')
  .meta({ anyOf: [mappingSchema(), { type: 'string' }] });

export function mappingJson(mapping: Mapping): MappingJson {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, target]) => [
      column,
      Array.isArray(target) ? [...target] : (target as Target),
    ]),
  );
}

type Refinement = z.core.$RefinementCtx;

function checkMapping(mapping: unknown, context: Refinement, types: readonly string[]): void {
  if (!isObject(mapping)) {
    reportWrongType(context, [], types, mapping);
    return;
  }
  for (const [column, target] of Object.entries(mapping)) checkTarget(target, context, [column]);
  for (const params of repeatedColumns(mapping))
    context.addIssue({ code: 'custom', message: 'mapping_column_twice', path: [params.column], params: { ...params } });
}

function checkTarget(target: unknown, context: Refinement, path: readonly PropertyKey[]): void {
  if (!TARGET_TYPES.includes(jsonTypeOf(target))) {
    reportWrongType(context, path, TARGET_TYPES, target);
    return;
  }
  if (Array.isArray(target)) {
    if (target.length > MAX_FIELDS) {
      const params = { max: MAX_FIELDS };
      context.addIssue({ code: 'custom', message: 'mapping_too_many_fields', path: [...path], params });
    }
    for (const [index, member] of target.entries()) {
      if (typeof member !== 'string') checkObject(member, context, [...path, index]);
    }
  } else if (isObject(target)) checkObject(target, context, path);
}

/** Reports the issues of a target that has to be an object, at their place in the mapping. */
function checkObject(target: unknown, context: Refinement, path: readonly PropertyKey[]): void {
  if (!isObject(target)) {
    reportWrongType(context, path, ['string', 'object'], target);
    return;
  }
  const { error } = fieldTarget.safeParse(target);
  for (const issue of error?.issues ?? []) reportIssue(context, path, issue);
}

function reportIssue(context: Refinement, path: readonly PropertyKey[], issue: z.core.$ZodIssue): void {
  if (issue.code !== 'unrecognized_keys') {
    context.addIssue({ ...issue, path: [...path, ...issue.path] } as Parameters<Refinement['addIssue']>[0]);
    return;
  }
  for (const key of issue.keys)
    context.addIssue({ code: 'custom', message: 'mapping_key_unknown', path: [...path, key] });
}

function reportWrongType(
  context: Refinement,
  path: readonly PropertyKey[],
  expected: readonly string[],
  got: unknown,
): void {
  // `inputError` reports an issue without a message as a missing value.
  if (got === undefined) {
    context.addIssue({ code: 'custom', path: [...path] });
    return;
  }
  const params = { expected: [...expected], got: jsonTypeOf(got) };
  context.addIssue({ code: 'custom', message: 'type_wrong', path: [...path], params });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return jsonTypeOf(value) === 'object';
}

/** Texts by name, and nulls if `types` has 'null'. Not a z.record, which drops the name __proto__. */
export function textsByName<Texts>(types: readonly string[], max = Number.POSITIVE_INFINITY) {
  const checked = z.custom<Texts>().superRefine((value, context) => {
    if (!isObject(value)) {
      reportWrongType(context, [], ['object'], value);
      return;
    }
    const texts = Object.entries(value);
    if (texts.length > max) context.addIssue({ code: 'custom', message: 'mapping_too_many_values', params: { max } });
    for (const [name, text] of texts)
      if (!types.includes(jsonTypeOf(text))) reportWrongType(context, [name], types, text);
  });
  return checked.meta({ type: 'object', additionalProperties: { type: types } });
}

/** The JSON Schema of a mapping, for the API's document. */
function mappingSchema() {
  const { $schema: _, ...target } = z.toJSONSchema(fieldTarget, { unrepresentable: 'any' }) as Record<string, unknown>;
  const items = { anyOf: [{ type: 'string' }, target] };
  return {
    type: 'object' as const,
    additionalProperties: { anyOf: [{ type: ['string', 'null'] }, target, { type: 'array', items }] },
  };
}
