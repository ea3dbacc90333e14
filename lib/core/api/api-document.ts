/** The parts of OpenAPI that the product's document uses. */

/** A schema of the document. */
export type JsonSchema = { readonly [key: string]: unknown };

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description: string;
}

/** Contents of a request or response body, by media type. */
type ApiContent = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

export interface ApiResponse {
  readonly description: string;
  readonly content?: ApiContent;
}

/** Refers to a response among the components, which many operations share. */
interface ApiResponseReference {
  readonly $ref: string;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: ApiContent };
  readonly responses: Readonly<Record<string, ApiResponse | ApiResponseReference>>;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly contact: { readonly name: string };
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** By path, then by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, ApiResponse>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
}

/** The path of named schemas in the document. */
export const REFERENCE = '#/components/schemas/';

/** A schema's type in short form, for the tables of the help page. */
export function typeOf(schema: JsonSchema): string {
  const { $ref, enum: values, const: value, anyOf, oneOf, type, items, properties } = schema;
  if (typeof $ref === 'string') return $ref.slice(REFERENCE.length);
  if (Array.isArray(values)) return values.map((choice) => JSON.stringify(choice)).join(' | ');
  if (value !== undefined) return JSON.stringify(value);
  const alternatives = anyOf ?? oneOf;
  if (Array.isArray(alternatives))
    return [...new Set(alternatives.map((alternative) => typeOf(alternative as JsonSchema)))].join(' | ');
  if (type === 'array' && items !== undefined) return `${typeOf(items as JsonSchema)}[]`;
  if (properties !== undefined) return `{ ${Object.keys(properties as JsonSchema).join(', ')} }`;
  return Array.isArray(type) ? type.join(' | ') : String(type ?? 'any');
}

/** The members of an object's schema, each with whether it is required. */
export function membersOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return properties.map(([name, member]) => ({ name, schema: member, required: required.includes(name) }));
}
