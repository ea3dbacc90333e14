import type { ErrorObject } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import type { JsonObject } from '../../../core/record/field.ts';
import { publishedShape } from './published-shape.ts';
import { invalidRequest, type Refusal } from './response-bodies.ts';

/**
 * Validates a body against the published shape. As at Pinterest, an unknown key makes the whole request invalid, except
 * in `user_data`.
 */

const hasPublishedShape = new Ajv2019({ allowUnionTypes: true }).compile<{ data: JsonObject[] }>(publishedShape);

const MAX_NAME_LENGTH = 100;

/** Parses a body; undefined if it is not valid JSON in UTF-8. */
export function parseBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * The events of a body, also of one without the published shape: the fault script matches the ids of the events, and
 * people look at the events.
 */
export function eventsOf(body: unknown): JsonObject[] {
  const { data } = isObject(body) ? body : {};
  return Array.isArray(data) ? data.filter(isObject) : [];
}

/** The refusal of a body without the published shape; undefined if it has that shape. */
export function shapeRefusalOf(body: unknown): Refusal | undefined {
  if (body === undefined) return invalidRequest('the body is not valid JSON');
  if (hasPublishedShape(body)) return undefined;
  return invalidRequest(reasonOf(hasPublishedShape.errors?.at(-1)));
}

/**
 * The reason in the words of Pinterest's validator, where they are known. As at Pinterest, the reason does not say
 * which event is at fault: the client has to find that out. It never includes values.
 */
function reasonOf(error: ErrorObject | undefined): string {
  if (!error) return 'the body has another shape';
  const field = fieldOf(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties':
      return `Additional properties are not allowed ('${nameIn(error, 'additionalProperty')}' was unexpected)`;
    case 'required':
      return `'${nameIn(error, 'missingProperty')}' is a required property`;
    case 'anyOf':
      return `${field} needs em, hashed_maids, or both client_ip_address and client_user_agent`;
    case 'minItems':
      return `${field} is too short`;
    case 'maxItems':
    case 'maxLength':
      return `${field} is too long`;
    case 'type':
      return `${field} is not of type ${typesIn(error)}`;
    default:
      return `${field} ${error.message ?? 'is invalid'}`;
  }
}

/** The name of a field for a path of ajv: `custom_data.value` for `/data/12/custom_data/value`. */
function fieldOf(instancePath: string): string {
  const path = instancePath.replace(/^\/data\/\d+\/?/, '').replace(/^\//, '');
  if (path !== '') return path.replaceAll('/', '.');
  return instancePath === '' ? 'the body' : 'an event';
}

function nameIn(error: ErrorObject, param: string): string {
  return String(error.params[param]).slice(0, MAX_NAME_LENGTH);
}

function typesIn({ params }: ErrorObject): string {
  const types = [params['type']].flat();
  return types.map((type) => `'${type}'`).join(', ');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
